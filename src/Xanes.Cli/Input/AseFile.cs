using System.Diagnostics;
using Xanes.Interop;

namespace Xanes.Cli.Input;

/// <summary>Files of the formats that ASE reads and Xanes does not: a Python with ASE turns them into extended xyz as they are read.</summary>
internal sealed class AseFile : TextReader
{
    private const int NoAse = 3;

    // A pymatgen structure in JSON is no format of ASE; the two are told apart by who can read it.
    private const string Script =
        """
        import sys
        try:
            from ase import Atoms
            from ase.io import iread, write
        except ImportError:
            sys.exit(3)
        path = sys.argv[1]

        def frames():
            if path.endswith(".json"):
                try:
                    from pymatgen.core import Structure
                    from pymatgen.io.ase import AseAtomsAdaptor
                    structure = Structure.from_file(path)
                except Exception:
                    pass
                else:
                    yield AseAtomsAdaptor.get_atoms(structure)
                    return
            yield from iread(path, index=":")

        try:
            for atoms in frames():
                info = {key: int(value) for key, value in atoms.info.items() if key == "absorber"}
                write(sys.stdout, Atoms(atoms.numbers, atoms.positions, cell=atoms.cell, pbc=atoms.pbc, info=info), format="extxyz")
        except BrokenPipeError:
            pass
        except Exception as fault:
            sys.exit(" ".join(f"{type(fault).__name__}: {fault}".split()))
        """;

    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".traj", ".pdb", ".dump", ".lammpstrj", ".gen", ".xsf", ".gro", ".json", ".db", ".xml", ".gz", ".bz2", ".xz", ".res", ".cell", ".cube",
    };

    private readonly Process _process;
    private readonly string _path;
    private readonly string _python;
    private readonly Task<string> _errors;
    private bool _ended;

    private AseFile(Process process, string path, string python)
    {
        _process = process;
        _path = path;
        _python = python;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether a file's name is that of a format for ASE.</summary>
    public static bool IsFor(string path) =>
        Endings.Contains(Path.GetExtension(path)) || Path.GetFileName(path).StartsWith("OUTCAR", StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts reading a file as extended xyz.</summary>
    /// <param name="path">The file.</param>
    /// <param name="python">A Python, which may have ASE.</param>
    /// <exception cref="InvalidInputException">The Python does not start.</exception>
    public static AseFile Open(string path, string python)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, path])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new AseFile(process, path, python);
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            throw new InvalidInputException($"{path}: is read by ASE, but {python} does not start ({fault.Message}); {Otherwise(path)}", fault);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">At the end: ASE is not there or could not read the file, which the message leaves to name.</exception>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc cref="Read(char[], int, int)"/>
    public override int Read(Span<char> buffer)
    {
        var read = _process.StandardOutput.Read(buffer);
        if (read == 0 && buffer.Length > 0 && !_ended)
        {
            _ended = true;
            Check();
        }

        return read;
    }

    /// <inheritdoc/>
    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Otherwise(string path) => $"turn it into extended xyz where ASE is: ase convert {path} {Path.ChangeExtension(path, ".extxyz")}";

    private void Check()
    {
        _process.WaitForExit();
        if (_process.ExitCode == NoAse)
        {
            throw new InvalidInputException(
                $"its format is read by ASE, which {_python} lacks; install it with '{_python} -m pip install ase', or {Otherwise(_path)}");
        }

        if (_process.ExitCode != 0)
        {
            var said = _errors.GetAwaiter().GetResult().Trim().Split('\n')[^1];
            throw new InvalidInputException($"ASE cannot read it ({said}); check that its name tells its format");
        }
    }
}
