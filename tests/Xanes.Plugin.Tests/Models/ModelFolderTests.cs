using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Models;

namespace Xanes.Plugin.Tests.Models;

public sealed class ModelFolderTests
{
    // Fields of onnx.proto: a tag is the field's number times 8, plus 2 for content with a length and 0 for a number.
    private static readonly byte[] ExternalTensor = [14 << 3, 1];

    [Test]
    public void A_tensor_outside_of_the_model_s_file_is_found_wherever_it_stands_in_the_graph()
    {
        byte[] graph = Field(7, Field(5, ExternalTensor));
        byte[] named = Field(7, Field(5, Field(13, "location"u8.ToArray())));
        byte[] branch = Field(7, Field(1, Field(5, Field(6, Field(1, Field(5, Field(5, ExternalTensor)))))));
        byte[] function = Field(25, Field(7, Field(5, Field(10, ExternalTensor))));
        byte[] sparse = Field(7, Field(15, Field(2, ExternalTensor)));

        foreach (var content in new[] { graph, named, branch, function, sparse })
        {
            Assert.That(() => Open(content), Throws.TypeOf<InvalidInputException>().With.Message.Contains("has weights in another file"));
        }
    }

    [Test]
    public void Damaged_content_is_left_to_ONNX_Runtime_to_judge()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)0xFF, 50)];
        byte[] tooLong = [(7 << 3) | 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0];
        byte[] deep = Enumerable.Range(0, 5000).Aggregate(Array.Empty<byte>(), (inner, _) => Field(7, inner));

        foreach (var content in new[] { endless, tooLong, deep })
        {
            Assert.That(() => Open(content), Throws.TypeOf<InvalidInputException>().With.Message.Contains("is not a readable ONNX model"));
        }
    }

    [Test]
    public void A_model_s_name_with_the_character_NUL_is_refused()
    {
        using var plugin = new XanesPlugin(TestFiles.Manifest);

        Assert.That(() => plugin.OpenModel("ag-k-fast\0"), Throws.TypeOf<InvalidInputException>().With.Message.Contains("NUL"));
        Assert.That(() => PluginManifest.Read("plugin.yaml\0"), Throws.TypeOf<InvalidInputException>());
    }

    private static void Open(byte[] content)
    {
        using var folder = new TemporaryFolder();
        File.Copy(TestFiles.InTree("tests/data/models/ag-k-ridge/model.yaml"), folder["model.yaml"]);
        File.WriteAllBytes(folder["model.onnx"], content);
        ModelFolder.Open(folder.Path).Dispose();
    }

    private static byte[] Field(int number, byte[] content) => [.. Number((number << 3) | 2), .. Number(content.Length), .. content];

    private static IEnumerable<byte> Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
