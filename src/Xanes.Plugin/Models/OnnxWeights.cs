using Xanes.Interop;

namespace Xanes.Plugin.Models;

/// <summary>
/// Makes sure that a model's weights stand in its own file, which the card's hash covers: ONNX lets a tensor lie in another file
/// (onnx.proto: <c>TensorProto.data_location</c> and <c>external_data</c>).
/// </summary>
internal static class OnnxWeights
{
    private const int MaximumDepth = 100;

    // Field numbers of onnx.proto.
    private const int ExternalDataOfTensor = 13;
    private const int DataLocationOfTensor = 14;

    private enum Message
    {
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Function,
        Training,
    }

    /// <summary>Reads a model's file and refuses it if it names another file for weights. A damaged file is left to ONNX Runtime to judge.</summary>
    /// <exception cref="InvalidInputException">The file names another, cannot be read, or is over 2 GB.</exception>
    public static void CheckWithin(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            if (NamesAnotherFile(File.ReadAllBytes(path), Message.Model, 0))
            {
                throw new InvalidInputException(
                    $"{path}: has weights in another file, which the card's hash does not cover; save the model as one file (onnx.save_model with save_as_external_data=False)");
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({fault.Message}); check the file", fault);
        }
    }

    /// <summary>Walks the fields of a protocol-buffer message that may hold tensors.</summary>
    private static bool NamesAnotherFile(ReadOnlySpan<byte> content, Message kind, int depth)
    {
        while (!content.IsEmpty && TryReadNumber(ref content, out var tag))
        {
            var field = (int)Math.Min(tag >> 3, int.MaxValue);
            switch (tag & 7)
            {
                case 0 when TryReadNumber(ref content, out var number):
                    if (kind == Message.Tensor && field == DataLocationOfTensor && number != 0)
                    {
                        return true;
                    }

                    break;
                case 1 when content.Length >= sizeof(ulong):
                    content = content[sizeof(ulong)..];
                    break;
                case 2 when TryReadNumber(ref content, out var length) && length <= (ulong)content.Length:
                    if (kind == Message.Tensor && field == ExternalDataOfTensor)
                    {
                        return true;
                    }

                    if (Inner(kind, field) is { } inner && depth < MaximumDepth && NamesAnotherFile(content[..(int)length], inner, depth + 1))
                    {
                        return true;
                    }

                    content = content[(int)length..];
                    break;
                case 5 when content.Length >= sizeof(uint):
                    content = content[sizeof(uint)..];
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The kind of message in a field; null where it cannot hold a tensor.</summary>
    private static Message? Inner(Message kind, int field) => (kind, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 20) => Message.Training,
        (Message.Model, 25) => Message.Function,
        (Message.Training, 1 or 2) => Message.Graph,
        (Message.Function, 7) => Message.Node,
        (Message.Function, 11) => Message.Attribute,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 15) => Message.SparseTensor,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.SparseTensor, 1 or 2) => Message.Tensor,
        _ => null,
    };

    /// <summary>Reads a base-128 number of at most 64 bits; false where it is cut off.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> content, out ulong number)
    {
        number = 0;
        for (var shift = 0; shift < 64 && !content.IsEmpty; shift += 7)
        {
            var part = content[0];
            content = content[1..];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
