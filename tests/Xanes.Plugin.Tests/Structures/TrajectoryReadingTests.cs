using System.Globalization;
using System.Text;
using NUnit.Framework;
using Xanes.Interop;
using Xanes.Plugin.Structures;

namespace Xanes.Plugin.Tests.Structures;

/// <summary>Trajectories come out whole and in order, however their text comes in, and with the framework's numbers.</summary>
public sealed class TrajectoryReadingTests
{
    [Test]
    public void Every_coordinate_has_the_bits_that_the_framework_gives_it()
    {
        var random = new Random(3);
        string[] numbers =
        [
            "0", "-0.0", "+.5", "5.", "000000000000000000000000001.5", "999999999999999", "0.0000000123456789", "1234567890123456",
            "0.00000000000000000000001", "1e-5", "-2.5E+2", "1.0D-3", "123456789.123456789123",
            .. Enumerable.Range(0, 29_987).Select(_ => Number(random)),
        ];
        var text = new StringBuilder(FormattableString.Invariant($"{numbers.Length / 3}\n\n"));
        for (var i = 0; i < numbers.Length; i += 3)
        {
            text.Append(CultureInfo.InvariantCulture, $"O {numbers[i]} \t{numbers[i + 1]}  {numbers[i + 2]}\n");
        }

        var read = StructureReader.Read(new StringReader(text.ToString()), "text", StructureFormat.Xyz).Single().Structure.Positions.ToArray();

        Assert.That(
            read.Select(BitConverter.DoubleToInt64Bits),
            Is.EqualTo(numbers.Select(number => BitConverter.DoubleToInt64Bits(double.Parse(number.Replace('D', 'e'), CultureInfo.InvariantCulture)))));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(4096)]
    [TestCase(10_000_000)]
    public void Frames_of_all_sizes_are_read_whatever_comes_at_once_and_however_lines_end(int atOnce)
    {
        var random = new Random(5);
        int[] sizes = [.. Enumerable.Range(0, 60).Select(frame => frame % 20 == 7 ? 1500 : random.Next(1, 12))];
        var text = new StringBuilder();
        for (var frame = 0; frame < sizes.Length; frame++)
        {
            Line($"{sizes[frame]}");
            Line($"frame={frame}");
            for (var atom = 0; atom < sizes[frame]; atom++)
            {
                Line($"Si {frame} {atom} 0.5");
            }
        }

        var frames = StructureReader.Read(new SlowReader(text.ToString(), atOnce), "text").ToArray();

        Assert.That(frames.Select(frame => frame.Structure.Count), Is.EqualTo(sizes));
        Assert.That(frames.Select(frame => frame.Info["frame"]), Is.EqualTo(Enumerable.Range(0, sizes.Length).Select(frame => $"{frame}")));
        Assert.That(
            frames.Select(frame => frame.Structure.Position(frame.Structure.Count - 1)),
            Is.EqualTo(sizes.Select((size, frame) => new Vector3Double(frame, size - 1, 0.5))));

        void Line(string line) => text.Append(line).Append(random.Next(4) switch { 0 => "\r\n", 1 => "\r", _ => "\n" });
    }

    [Test]
    public void A_long_trajectory_costs_little_more_memory_than_its_structures()
    {
        var frame = "7\nenergy=-1.25\n" + string.Concat(Enumerable.Repeat("O 1.00000000 2.00000000 3.00000000\n", 7));
        var text = new SlowReader(string.Concat(Enumerable.Repeat(frame, 20_000)), 4096);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var frames = StructureReader.Read(text, "text").Count();

        Assert.That(frames, Is.EqualTo(20_000));
        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / frames, Is.LessThan(2000));
    }

    private static string Number(Random random)
    {
        var digits = new string([.. Enumerable.Range(0, random.Next(1, 18)).Select(_ => (char)('0' + random.Next(10)))]);
        var point = random.Next(digits.Length + 1);
        var sign = random.Next(3) switch { 0 => "-", 1 => "+", _ => "" };
        return random.Next(4) == 0 ? sign + digits : sign + digits[..point] + "." + digits[point..];
    }

    private sealed class SlowReader(string text, int atOnce) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            var count = Math.Min(Math.Min(atOnce, buffer.Length), text.Length - _at);
            text.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }
    }
}
