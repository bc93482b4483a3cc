using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>What to do on the command line about an element that a model does not know.</summary>
internal static class NeighbourRemedy
{
    /// <summary>A fault with the options that help; others as they are.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="changesNeighbours">Whether the command has <c>--ignore</c> and <c>--substitute</c>.</param>
    public static InvalidInputException Worded(InvalidInputException fault, bool changesNeighbours) => fault.UnknownElement switch
    {
        null => fault,
        { } element when changesNeighbours => fault.WithRemedy(
            $"leave such atoms out with '--ignore {element}', take them as one of these with '--substitute {element}=SYMBOL', or choose another model with --model"),
        _ => fault.WithRemedy("choose another model with --model; 'xanes models list' names them"),
    };
}
