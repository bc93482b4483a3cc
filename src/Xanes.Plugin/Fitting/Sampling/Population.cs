namespace Xanes.Plugin.Fitting.Sampling;

/// <summary>
/// Walkers in independent groups. A step moves one half of each group against the other half, then the other; all that are moved at
/// once are evaluated in one call.
/// </summary>
internal sealed class Population
{
    private readonly IPosterior _posterior;
    private readonly Walker[][] _groups;
    private readonly Random[] _randoms;
    private long _proposed;
    private long _accepted;

    /// <summary>Draws the walkers from the prior.</summary>
    /// <param name="posterior">The density.</param>
    /// <param name="groups">The number of groups.</param>
    /// <param name="walkers">The number of walkers in each, even.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    public Population(IPosterior posterior, int groups, int walkers, int seed)
    {
        _posterior = posterior;
        _randoms = [.. Enumerable.Range(0, groups).Select(group => new Random((seed * 1009) + group))];
        double[][][] points = [.. _randoms.Select(random => Enumerable.Range(0, walkers).Select(_ => posterior.DrawPrior(random)).ToArray())];
        var likelihoods = posterior.LogLikelihoods([.. points.SelectMany(group => group)]);
        _groups = [.. points.Select((group, number) => group
            .Select((point, i) => new Walker(point, posterior.LogPrior(point), likelihoods[(number * walkers) + i])).ToArray())];
    }

    /// <summary>The groups' walkers.</summary>
    public IReadOnlyList<IReadOnlyList<Walker>> Groups => _groups;

    /// <summary>The share of proposals accepted since it was last asked.</summary>
    public double TakeAcceptance()
    {
        var share = _proposed == 0 ? 0.0 : _accepted / (double)_proposed;
        (_proposed, _accepted) = (0, 0);
        return share;
    }

    /// <summary>Moves every walker once.</summary>
    /// <param name="power">The likelihood's power, 0 to 1.</param>
    public void Step(double power)
    {
        Move(half: 0, power);
        Move(half: 1, power);
    }

    /// <summary>Draws each group's walkers again from themselves, by weights (systematic resampling).</summary>
    /// <param name="logWeights">The logarithms of the weights, [groups][walkers].</param>
    public void Resample(double[][] logWeights)
    {
        for (var group = 0; group < _groups.Length; group++)
        {
            var old = _groups[group];
            var largest = logWeights[group].Max();
            double[] weights = [.. logWeights[group].Select(weight => Math.Exp(weight - largest))];
            var step = weights.Sum() / old.Length;
            var place = step * _randoms[group].NextDouble();
            var drawn = new Walker[old.Length];
            var (next, sum) = (0, weights[0]);
            for (var i = 0; i < drawn.Length; i++, place += step)
            {
                while (sum < place && next < old.Length - 1)
                {
                    sum += weights[++next];
                }

                drawn[i] = old[next];
            }

            Shuffle(drawn, _randoms[group]);
            _groups[group] = drawn;
        }
    }

    private static void Shuffle(Walker[] walkers, Random random) => random.Shuffle(walkers);

    private void Move(int half, double power)
    {
        var size = _groups[0].Length / 2;
        var proposals = new List<(int Group, int Walker, double[] Point, double LogPrior, double LogFactor, double LogUniform)>();
        for (var group = 0; group < _groups.Length; group++)
        {
            var random = _randoms[group];
            var others = new ArraySegment<Walker>(_groups[group], (1 - half) * size, size);
            for (var i = half * size; i < (half + 1) * size; i++)
            {
                var point = EnsembleMoves.Propose(_groups[group][i].Point, others, random, out var logFactor);
                var uniform = Math.Log(1.0 - random.NextDouble());
                var prior = _posterior.LogPrior(point);
                _proposed++;
                if (!double.IsNegativeInfinity(prior))
                {
                    proposals.Add((group, i, point, prior, logFactor, uniform));
                }
            }
        }

        var likelihoods = _posterior.LogLikelihoods([.. proposals.Select(proposal => proposal.Point)]);
        for (var i = 0; i < proposals.Count; i++)
        {
            var (group, number, point, prior, logFactor, uniform) = proposals[i];
            var moved = new Walker(point, prior, likelihoods[i]);
            if (uniform < logFactor + moved.LogDensity(power) - _groups[group][number].LogDensity(power))
            {
                _groups[group][number] = moved;
                _accepted++;
            }
        }
    }
}
