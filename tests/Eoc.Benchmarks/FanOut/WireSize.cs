using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Eoc.Benchmarks.Measuring;
using Eoc.Benchmarks.Ours;
using Eoc.Contracts.Rpc.V1;
using Grpc.Core;

namespace Eoc.Benchmarks.FanOut;

/// <summary>
/// P6: bytes on the wire for a changed position of the whole city, HTTP/2's own included, against zstd -19 of the raw columns of the same tick, gzip JSON of
/// the same tick, and CoT XML.
/// </summary>
internal static class WireSize
{
    public static async Task Run(Site site, int repetitions, TimeSpan duration)
    {
        await using var centre = await site.Centre();
        await centre.EnrolAll(MovingCity.Names);
        await using var trackers = Trackers.Start(centre);
        var connection = new CountedConnection();
        using var channel = centre.Connect(connection.Handler);
        using var stream = new PictureStreamService.PictureStreamServiceClient(channel).Watch(Consoles.Request(0), centre.Dispatcher);
        var last = new Tick();
        var (held, rows) = (new HeldPositions(), 0L);
        var reading = Read();
        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
        var figures = new[] { "P6 bytes for a changed position", "P6 wire/zstd -19", "P6 wire/gzip JSON", "P6 wire/CoT XML" }.Select(name => (Name: name, Values: new List<double>())).ToArray();
        for (var i = 0; i < repetitions; i++)
        {
            var (bytesBefore, rowsBefore) = (connection.Bytes, Interlocked.Read(ref rows));
            await Task.Delay(duration, TimeProvider.System);
            var each = (connection.Bytes - bytesBefore) / (double)(Interlocked.Read(ref rows) - rowsBefore);
            var tick = last;
            double[] values = [each, each / await tick.Zstd(), each / tick.GzipJson(), each / tick.CotXml()];
            for (var at = 0; at < figures.Length; at++) figures[at].Values.Add(values[at]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wire {each:F2} B  zstd -19 {each / values[1]:F2} B  gzip JSON {each / values[2]:F2} B  CoT XML {each / values[3]:F0} B  ({tick.Count} positions in the tick that is compared)"));
        }

        stream.Dispose();
        await reading;
        foreach (var ((name, values), goal) in figures.Zip(["<= 6", "<= 1.15", "<= 0.2", "<= 0.02"])) Console.WriteLine(new Ratios(name, values, goal));

        async Task Read()
        {
            try
            {
                await foreach (var message in stream.ResponseStream.ReadAllAsync())
                {
                    var tick = Tick.Of(message, held);
                    if (tick.Count > 0) last = tick;
                    Interlocked.Add(ref rows, tick.Count);
                }
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
            {
                // Disposed.
            }
        }
    }

    /// <summary>What one message moved, as columns and as people elsewhere would write it.</summary>
    private sealed record Tick
    {
        private readonly List<(int Unit, int Latitude)> _moved = [];
        private readonly MemoryStream _columns = new();

        public int Count => _moved.Count;

        /// <summary>The columns are those of plain integers: the distances of the slots, and the differences of latitude and longitude from each slot's place before.</summary>
        public static Tick Of(WatchResponse message, HeldPositions held)
        {
            var tick = new Tick();
            var moved = held.Apply(message).ToList();
            tick.Column(moved.Select(row => row.Raw.Slots));
            tick.Column(moved.Select(row => row.Raw.North));
            tick.Column(moved.Select(row => row.Raw.East));
            tick._moved.AddRange(moved.Where(row => row.Unit >= 0).Select(row => (row.Unit, row.Latitude)));
            return tick;
        }

        public async Task<double> Zstd()
        {
            using var zstd = Process.Start(new ProcessStartInfo("zstd", ["-19", "-c", "-q"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            using var packed = new MemoryStream();
            var taking = zstd.StandardOutput.BaseStream.CopyToAsync(packed);
            await zstd.StandardInput.BaseStream.WriteAsync(_columns.ToArray());
            zstd.StandardInput.Close();
            await taking;
            return packed.Length / (double)Count;
        }

        public double GzipJson()
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) JsonSerializer.Serialize(gzip, _moved.Select(Position));
            return packed.Length / (double)Count;
        }

        public double CotXml() => _moved.Average(moved => Encoding.UTF8.GetByteCount(string.Create(
            CultureInfo.InvariantCulture,
            $"""<event version="2.0" uid="{MovingCity.Name(moved.Unit)}" type="a-f-G-U-C" how="m-g" time="2026-11-22T19:00:00.000Z" start="2026-11-22T19:00:00.000Z" stale="2026-11-22T19:02:00.000Z"><point lat="{moved.Latitude / 1e6:F6}" lon="-87.650000" hae="0.0" ce="10.0" le="9999999.0"/><detail><contact callsign="V{moved.Unit}"/><track course="0.0" speed="0.0"/></detail></event>""")));

        private static object Position((int Unit, int Latitude) moved) =>
            new { u = MovingCity.Name(moved.Unit), lat = moved.Latitude / 1e6, lon = MovingCity.Longitude(moved.Unit, MovingCity.Move(moved.Unit, moved.Latitude)) / 1e6, t = 1_795_374_000_000 };

        private void Column(IEnumerable<int> values)
        {
            Span<byte> word = stackalloc byte[sizeof(int)];
            foreach (var value in values)
            {
                BinaryPrimitives.WriteInt32LittleEndian(word, value);
                _columns.Write(word);
            }
        }
    }
}
