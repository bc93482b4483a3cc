using Xanes.Interop;

namespace Xanes.Plugin.Refinement;

/// <summary>A fit before and after the model was refined where it matters.</summary>
/// <param name="Before">The fit by the model as it was.</param>
/// <param name="After">The fit by the refined model.</param>
/// <param name="ModelFolder">The refined model.</param>
/// <param name="DataSet">The data set of the structures that were computed.</param>
/// <param name="Computed">Their number.</param>
/// <param name="ErrorBefore">The mean square error of the model against FDMNES at the best structure, before.</param>
/// <param name="ErrorAfter">The same after, of the refined model at its own best structure.</param>
/// <param name="ErrorOnDraws">The mean over the computed structures, of the model as it was.</param>
public sealed record RefinementResult(
    FitResult Before,
    FitResult After,
    string ModelFolder,
    string DataSet,
    int Computed,
    double ErrorBefore,
    double ErrorAfter,
    double ErrorOnDraws);
