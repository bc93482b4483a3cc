using Xanes.Cli;

return CommandLine.Run(args, Terminal.OfProcess());
