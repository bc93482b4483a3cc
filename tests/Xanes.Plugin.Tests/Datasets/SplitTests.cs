using NUnit.Framework;
using Xanes.Plugin.Datasets;

namespace Xanes.Plugin.Tests.Datasets;

public sealed class SplitTests
{
    // Fractions by Python's hashlib: 0.327, 0.820, 0.565.
    [TestCase("ag-k-green-2", "0", SplitPart.Training)]
    [TestCase("ag-k-green-2", "1", SplitPart.Validation)]
    [TestCase("ag-k-green-2-crystal", "3", SplitPart.Training)]
    public void The_part_follows_from_the_hash_of_set_and_id(string set, string id, SplitPart part) =>
        Assert.That(Split.PartOf(set, id), Is.EqualTo(part));

    // Counted by a Python script that hashes the ids itself.
    [TestCase("ag-k-green-2", 2547, 2030, 256, 261)]
    [TestCase("ag-k-green-2-glass", 433, 341, 48, 44)]
    [TestCase("ag-k-green-2-crystal", 92, 78, 5, 9)]
    public void The_parts_of_the_shipped_sets_are_about_80_10_and_10_in_a_hundred(string set, int count, int training, int validation, int test)
    {
        var parts = Enumerable.Range(0, count).CountBy(id => Split.PartOf(set, $"{id}")).ToDictionary();

        Assert.That(parts[SplitPart.Training], Is.EqualTo(training));
        Assert.That(parts[SplitPart.Validation], Is.EqualTo(validation));
        Assert.That(parts[SplitPart.Test], Is.EqualTo(test));
    }

    [Test]
    public void The_last_of_the_five_folds_is_validation_and_test()
    {
        var ids = Enumerable.Range(0, 500).Select(id => $"{id}").ToArray();

        Assert.That(
            ids.Where(id => Split.FoldOf("set", id) == Split.Folds - 1),
            Is.EqualTo(ids.Where(id => Split.PartOf("set", id) != SplitPart.Training)));
        Assert.That(ids.Select(id => Split.FoldOf("set", id)).Distinct().Order(), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
    }

    [TestCase(SplitKey.Id)]
    [TestCase(SplitKey.Group)]
    public void A_rule_tells_what_it_splits_by(SplitKey key) => Assert.That(Split.KeyOf(Split.Rule(key, [])), Is.EqualTo(key));
}
