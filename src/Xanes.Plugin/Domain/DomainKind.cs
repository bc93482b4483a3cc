namespace Xanes.Plugin.Domain;

/// <summary>Training structures of one kind.</summary>
/// <param name="Name">The set, or set/group.</param>
/// <param name="IsSmall">Whether they are too few to say how far from each other structures of the kind are.</param>
/// <param name="Members">At least one.</param>
internal sealed record DomainKind(string Name, bool IsSmall, DomainMember[] Members);
