namespace Xanes.Interop;

/// <summary>Whether a structure resembles what the model was trained on.</summary>
/// <param name="IsInside">Whether it does.</param>
/// <param name="Distance">Its distance from the training data in units of the limit: up to 1 is inside.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DomainVerdict(bool IsInside, double Distance, string Reason);
