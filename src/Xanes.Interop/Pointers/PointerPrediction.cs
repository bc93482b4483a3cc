namespace Xanes.Interop.Pointers;

/// <summary>What a prediction says besides the arrays.</summary>
/// <param name="HasUncertainty">Whether the model gave uncertainties.</param>
/// <param name="Reasons"><see cref="DomainVerdict.Reason"/> of each row, one a line.</param>
public sealed record PointerPrediction(bool HasUncertainty, string Reasons);
