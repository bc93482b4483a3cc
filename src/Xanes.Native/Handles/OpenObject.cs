using Xanes.Plugin.Models;

namespace Xanes.Native.Handles;

/// <summary>An object that a handle stands for. It is closed when its handle is and no call uses it any more.</summary>
internal sealed class OpenObject(object target, Action close)
{
    private readonly UseCount _uses = new(close);

    /// <summary>The object itself.</summary>
    public object Target => target;

    /// <inheritdoc cref="UseCount.TryEnter"/>
    public bool TryEnter() => _uses.TryEnter();

    /// <inheritdoc cref="UseCount.Leave"/>
    public void Leave() => _uses.Leave();

    /// <inheritdoc cref="UseCount.Close"/>
    public void Close() => _uses.Close();
}
