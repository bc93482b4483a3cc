using Xanes.Interop;

namespace Xanes.Native;

/// <summary>A call that no caller should make: a handle that is not open, a missing pointer, a length that does not fit.</summary>
internal sealed class MisuseException(string message) : XanesException(message);
