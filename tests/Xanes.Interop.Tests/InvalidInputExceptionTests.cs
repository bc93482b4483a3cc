using NUnit.Framework;

namespace Xanes.Interop.Tests;

public class InvalidInputExceptionTests
{
    [Test]
    public void What_a_message_quotes_never_makes_it_more_than_one_line_nor_hides_its_beginning_and_end()
    {
        var quoted = string.Concat(Enumerable.Repeat("text field\n", 100_000));

        var fault = new InvalidInputException($"'{quoted}' is no number; give one").At("a.cif, frame 0");

        Assert.That(fault.Message, Does.StartWith("a.cif, frame 0: 'text field text field").And.EndWith("is no number; give one"));
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        Assert.That(fault.Message, Has.Length.LessThan(3000));
    }
}
