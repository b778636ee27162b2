using System.Diagnostics;
using System.Globalization;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Journal.FollowingUp;
using Eoc.Journal.Tests.Backends;
using Eoc.Journal.Verifying;
using Eoc.Journal.Victim;

namespace Eoc.Journal.Tests.Killing;

/// <summary>A real process, killed with SIGKILL at random points of its work, again and again over the same data (<c>EOC_ROUNDS</c>, 1 is all of it).</summary>
public sealed class Killing_a_writer
{
    private const int All = 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Rounds => Math.Max(1, (int)(All * Share));

    private static double Share =>
        double.TryParse(Environment.GetEnvironmentVariable("EOC_ROUNDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : 0.1;

    private sealed record Ack(Guid Command, string Stream, long Version, long? Number);

    [Theory, EveryBackend(Lasting = true)]
    public async Task loses_nothing_acknowledged_and_doubles_nothing(Backend backend)
    {
        await using var under = await JournalUnderTest.On(backend);
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} of {All} rounds, seed {seed}");
        var chance = new Random(seed);
        var acks = new List<Ack>();
        for (var round = 0; round < Rounds; round++)
        {
            acks.AddRange(await RunAndKill(under.Options, TimeSpan.FromMilliseconds(chance.Next(20, 400))));
            await AssertKept(under, acks);
        }

        await AssertFollowUpsTookEffectOnce(under);
    }

    private static async Task<List<Ack>> RunAndKill(JournalOptions options, TimeSpan after)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Eoc.Journal.Victim.dll"), options.DataFolder, .. options.Postgres is { } database ? [database] : Array.Empty<string>()];
        using var victim = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var acks = new List<Ack>();
        var alarm = Task.CompletedTask;
        // Whole lines only: the last one may have been cut short by the kill, and then it acknowledged nothing.
        var text = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await victim.StandardOutput.ReadAsync(buffer, Cancellation) is > 0 and var length)
        {
            if (text.Length == 0) alarm = KillAfter(victim, after);
            text.Append(buffer, 0, length);
        }

        await alarm;
        await victim.WaitForExitAsync(Cancellation);
        foreach (var line in text.ToString().Split('\n')[..^1])
        {
            var parts = line.Split(' ');
            var number = parts[3].Length == 0 ? (long?)null : long.Parse(parts[3], CultureInfo.InvariantCulture);
            acks.Add(new(Guid.Parse(parts[0]), parts[1], long.Parse(parts[2], CultureInfo.InvariantCulture), number));
        }

        Assert.NotEmpty(acks);
        return acks;
    }

    private static async Task KillAfter(Process victim, TimeSpan pause)
    {
        await Task.Delay(pause, TimeProvider.System, Cancellation);
        victim.Kill();
    }

    private static async Task AssertKept(JournalUnderTest under, List<Ack> acks)
    {
        var report = await JournalVerification.Check(under.Options, RealmId.Live);
        Assert.Empty(report.Findings);
        var entries = await Sources(under);
        var places = entries.ToDictionary(entry => entry.Header.Command.Value, entry => (entry.Header.Stream.ToString(), entry.Header.Version));
        // I1: each acknowledged command is where its answer said. I2: ToDictionary has found none twice, and a repetition got the same answer.
        Assert.All(acks, ack => Assert.Equal((ack.Stream, ack.Version), places[ack.Command]));
        var numbers = entries.Select(Given.TextOf).Where(text => text.StartsWith("number ", StringComparison.Ordinal))
            .Select(text => long.Parse(text[7..], CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, numbers.Count()).Select(number => (long)number), numbers);
    }

    private static async Task<List<StoredFact>> Sources(JournalUnderTest under)
    {
        await using var reader = under.ReadOnly();
        var store = (await reader.Open(RealmId.Live, create: false, Cancellation))!;
        await using (store)
        {
            var entries = new List<StoredFact>();
            foreach (var stream in Enumerable.Range(0, Writer.Count).Select(Writer.Own).Append(Writer.Shared))
                entries.AddRange(await store.Read(stream, 0, Cancellation));
            return entries;
        }
    }

    private static async Task AssertFollowUpsTookEffectOnce(JournalUnderTest under)
    {
        var ledger = new Ledger();
        await using var journals = under.AnotherProcess(ledger, TimeProvider.System);
        ledger.Journal = await journals.Create(RealmId.Live, Cancellation);
        var realm = (await journals.OpenRealmOf(RealmId.Live, Cancellation))!;
        var entries = new List<StoredFact>();
        foreach (var stream in Enumerable.Range(0, Writer.Count).Select(Writer.Own).Append(Writer.Shared))
            entries.AddRange(await ledger.Journal.Read(stream, 0, Cancellation));
        var owed = entries.Select(entry => OwedFollowUp.CommandOf(new(entry.Header.Stream.ToString(), entry.Header.Version, 0)).Value).Order().ToList();

        // On a shared database the dead writers' leases have to end first.
        List<Guid> taken;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            await realm.Courier.WhenIdle(Cancellation);
            taken = [];
            foreach (var stream in Enumerable.Range(0, Writer.Count).Select(Writer.LedgerOf))
                taken.AddRange((await ledger.Journal.Read(stream, 0, Cancellation)).Select(entry => entry.Header.Command.Value));
        }
        while (taken.Count < owed.Count);

        Assert.Equal(owed, taken.Order());
    }
}
