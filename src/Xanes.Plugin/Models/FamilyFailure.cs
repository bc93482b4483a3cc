namespace Xanes.Plugin.Models;

/// <summary>A family of learners that was asked for and could not be trained.</summary>
/// <param name="Family">The family's name.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record FamilyFailure(string Family, string Reason);
