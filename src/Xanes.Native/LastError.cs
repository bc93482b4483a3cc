using Xanes.Interop;

namespace Xanes.Native;

/// <summary>The text of the current thread's last error.</summary>
internal static class LastError
{
    [ThreadStatic]
    private static string? _text;

    [ThreadStatic]
    private static InvalidInputException? _unknownElement;

    /// <summary>The text; empty where no call of this thread has failed.</summary>
    public static string Text => _text ?? "";

    /// <summary>The last error where it is that of an element that a model does not know; else null.</summary>
    public static InvalidInputException? UnknownElement { get => _unknownElement; private set => _unknownElement = value; }

    /// <summary>Keeps the text of a fault.</summary>
    public static Status Set(Exception fault)
    {
        UnknownElement = fault as InvalidInputException is { UnknownElement: not null } unknown ? unknown : null;
        (_text, var status) = fault switch
        {
            MisuseException => (fault.Message, Status.Misuse),
            InvalidInputException invalid => (Worded(invalid).Message, Status.InvalidInput),
            XanesException => (fault.Message, Status.Failure),
            OperationCanceledException => ("cancelled: the flag that xanes_set_cancel_flag names was raised", Status.Cancelled),
            _ => ($"unforeseen failure ({fault.GetType().Name}: {FirstLine(fault.Message)}); please report it", Status.Failure),
        };
        return status;
    }

    /// <summary>Keeps the texts of many faults, one a line.</summary>
    public static void Set(IReadOnlyList<InvalidInputException> faults)
    {
        UnknownElement = faults.FirstOrDefault(fault => fault.UnknownElement is not null);
        _text = string.Join('\n', faults.Select(fault => Worded(fault).Message));
    }

    private static InvalidInputException Worded(InvalidInputException fault) => fault.UnknownElement is { } element
        ? fault.WithRemedy(
            $"leave such atoms out or take them as another element by xanes_change_neighbours ({element} is {ChemicalElement.AtomicNumber(element)}), " +
            "or open another model")
        : fault;

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}
