using System.Globalization;
using Xanes.Interop;

namespace Xanes.Benchmarks;

internal static class BenchmarkStructures
{
    public static AtomicStructure[] Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var result = new List<AtomicStructure>();
        for (var i = 0; i < lines.Length;)
        {
            var n = int.Parse(lines[i], CultureInfo.InvariantCulture);
            var c = lines[i + 1];
            double[] cell = [];
            if (c.Contains("Lattice", StringComparison.Ordinal))
            {
                cell = [.. c.Split('"')[1].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
            }

            var z = new int[n];
            var p = new double[3 * n];
            for (var k = 0; k < n; k++)
            {
                var f = lines[i + 2 + k].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                z[k] = ChemicalElement.AtomicNumber(f[0]);
                for (var a = 0; a < 3; a++)
                {
                    p[(3 * k) + a] = double.Parse(f[1 + a], CultureInfo.InvariantCulture);
                }
            }

            result.Add(new AtomicStructure(z, p, cell, cell.Length > 0 ? PeriodicDirections.All : PeriodicDirections.None));
            i += n + 2;
        }

        return [.. result];
    }
}
