namespace Xanes.Interop;

/// <summary>A failure that Xanes reports in one line: what is wrong, where, and what to do about it.</summary>
public class XanesException : Exception
{
    /// <summary>Makes the failure with its one-line message.</summary>
    public XanesException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the failure with its one-line message and the exception that caused it.</summary>
    public XanesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
