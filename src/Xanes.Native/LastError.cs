using Xanes.Interop;

namespace Xanes.Native;

/// <summary>The text of the current thread's last error.</summary>
internal static class LastError
{
    [ThreadStatic]
    private static string? _text;

    /// <summary>The text; empty where no call of this thread has failed.</summary>
    public static string Text => _text ?? "";

    /// <summary>Keeps the text of a fault.</summary>
    public static Status Set(Exception fault)
    {
        (_text, var status) = fault switch
        {
            MisuseException => (fault.Message, Status.Misuse),
            InvalidInputException => (fault.Message, Status.InvalidInput),
            XanesException => (fault.Message, Status.Failure),
            OperationCanceledException => ("cancelled: the flag that xanes_set_cancel_flag names was raised", Status.Cancelled),
            _ => ($"unforeseen failure ({fault.GetType().Name}: {FirstLine(fault.Message)}); please report it", Status.Failure),
        };
        return status;
    }

    /// <summary>Keeps the texts of many faults, one a line.</summary>
    public static void Set(IEnumerable<XanesException> faults) => _text = string.Join('\n', faults.Select(fault => fault.Message));

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];
}
