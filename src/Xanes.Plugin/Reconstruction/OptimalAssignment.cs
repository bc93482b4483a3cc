namespace Xanes.Plugin.Reconstruction;

/// <summary>Pairs rows with columns so that the sum of their costs is least (the Hungarian method by shortest paths).</summary>
internal static class OptimalAssignment
{
    /// <summary>Finds the column of each row.</summary>
    /// <param name="cost">Costs, [n,n], finite.</param>
    /// <returns>The column of each row, [n].</returns>
    public static int[] Solve(double[,] cost)
    {
        var n = cost.GetLength(0);
        var rowPrice = new double[n + 1];
        var columnPrice = new double[n + 1];
        var rowOf = new int[n + 1];
        for (var row = 1; row <= n; row++)
        {
            Insert(cost, row, rowPrice, columnPrice, rowOf);
        }

        var columns = new int[n];
        for (var column = 1; column <= n; column++)
        {
            columns[rowOf[column] - 1] = column - 1;
        }

        return columns;
    }

    /// <summary>Finds the cheapest chain of moves that gives one more row a column. Rows and columns count from 1; 0 is none.</summary>
    private static void Insert(double[,] cost, int row, double[] rowPrice, double[] columnPrice, int[] rowOf)
    {
        var n = columnPrice.Length - 1;
        var least = new double[n + 1];
        var before = new int[n + 1];
        var visited = new bool[n + 1];
        Array.Fill(least, double.PositiveInfinity);
        var column = 0;
        rowOf[0] = row;
        do
        {
            visited[column] = true;
            var current = rowOf[column];
            var nearest = -1;
            var step = double.PositiveInfinity;
            for (var other = 1; other <= n; other++)
            {
                if (visited[other])
                {
                    continue;
                }

                var reduced = cost[current - 1, other - 1] - rowPrice[current] - columnPrice[other];
                if (reduced < least[other])
                {
                    least[other] = reduced;
                    before[other] = column;
                }

                if (nearest < 0 || least[other] < step)
                {
                    step = least[other];
                    nearest = other;
                }
            }

            for (var other = 0; other <= n; other++)
            {
                if (visited[other])
                {
                    rowPrice[rowOf[other]] += step;
                    columnPrice[other] -= step;
                }
                else
                {
                    least[other] -= step;
                }
            }

            column = nearest;
        }
        while (rowOf[column] != 0);

        while (column != 0)
        {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
    }
}
