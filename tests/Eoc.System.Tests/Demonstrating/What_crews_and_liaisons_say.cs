using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Exercises.Acting;
using Eoc.Exercises.Demonstrating.Planning;
using Eoc.Exercises.Demonstrating.Playing;
using Eoc.SystemTests.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eoc.SystemTests.Demonstrating;

/// <summary>The past of a demonstration in which a crew could not come and a liaison had something to say, as the newcomer's picture shows it.</summary>
public sealed class What_crews_and_liaisons_say
{
    private const int Seeds = 200;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);
    private readonly TimeProvider _time = TimeProvider.System;

    [Fact]
    public async Task is_in_the_picture_under_their_names()
    {
        await using var centre = await OwnCentre.Start();
        using var channel = Clients.Open(centre.Host.Address);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var clients = new Clients(channel.CreateCallInvoker());
        var administrator = new Actor(centre.Host.SignInAdministrator, _time);
        var stage = new Stage(clients, administrator, new Chance(1), _time);
        var ground = (await stage.Open("demo-chicago", anew: false, ending.Token))!;
        await stage.Set(ground, ending.Token);
        var cast = await Cast.SignIn(centre.Host, clients, administrator, ground, _time, ending.Token);
        await Cast.Welcome(clients, administrator, ground.Centre, ending.Token);
        var link = await centre.Host.StartLink(RealmId.Demo, Cast.Newcomer, ending.Token);
        await using var newcomer = await Newcomer.Open(centre.Host.Address, link!.Fragment["#start=".Length..]);
        var (chance, prologue, past) = await PastWithBoth(clients, administrator, ground, ending.Token);

        var performance = new Performance(clients, ground, cast, prologue, chance, Rest.Usual, (_, _, _) => false, _time, NullLogger.Instance);
        var playing = performance.Play(Task.FromResult(past), Task.CompletedTask, () => { }, ending.Token);

        foreach (var decline in past.History.OfType<EndDeed>().Where(end => end.End == AssignmentEnd.UnableToDispatch))
            await Shows(newcomer, past, decline);
        foreach (var note in past.History.OfType<NoteDeed>().Where(IsOpenToAll)) await Shows(newcomer, note, note.Liaison ?? ground.Centre);
        await ending.CancelAsync();
        await Ended(playing);
    }

    private static async Task Ended(Task playing) => await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Which crew cannot come is drawn; a past is looked for in which one could not, and a liaison spoke.</summary>
    private async Task<(Chance Chance, Prologue Prologue, Rehearsed Past)> PastWithBoth(Clients clients, Actor administrator, Ground ground, CancellationToken cancellation)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var chance = new Chance(seed);
            var prologue = new Prologue(ground, new Wayfinding(clients, administrator), chance);
            var past = await prologue.Rehearse(0, _time.GetUtcNow(), new HashSet<UnitId>(), cancellation);
            var declined = past.History.Any(deed => deed is EndDeed { End: AssignmentEnd.UnableToDispatch } end && IsOpenToAll(SendingOf(past, end)));
            if (declined && past.History.Any(deed => deed is NoteDeed { Liaison: not null } note && IsOpenToAll(note))) return (chance, prologue, past);
        }

        throw new InvalidOperationException($"In none of {Seeds} cities did a crew decline and a liaison speak.");
    }

    private static Task Shows(Newcomer newcomer, Rehearsed past, EndDeed decline)
    {
        var sending = SendingOf(past, decline);
        if (!IsOpenToAll(sending)) return Task.CompletedTask;
        return Eventually.Holds("the crew cannot come, and says why", Soon, () =>
        {
            var shown = newcomer.Assignment(sending.Case.Id, decline.Assignment);
            return Missing(
                shown is { Outcome: AssignmentOutcome.UnableToDispatch, EndedAt: not null } && shown.Unit == decline.Unit.ToString() && shown.Reason == decline.Reason, $"{shown}");
        });
    }

    private static Task Shows(Newcomer newcomer, NoteDeed note, AgencyId agency) => Eventually.Holds($"{agency} has its line in the log", Soon, () => Missing(
        newcomer.Notes.Any(shown => shown.Incident == note.Case.Id.ToString() && shown.Text == note.Text && shown.Agency == agency.Value && (note.Liaison is null || shown.Actor == $"liaison-{agency}")),
        $"{newcomer.Notes.Count} notes"));

    private static SendDeed SendingOf(Rehearsed past, EndDeed end) => past.History.OfType<SendDeed>().Single(send => send.Assignment == end.Assignment);

    private static bool IsOpenToAll(SendDeed send) => !send.Case.Kind.Restricted;

    private static bool IsOpenToAll(NoteDeed note) => !note.Case.Kind.Restricted;

    private static Task<string?> Missing(bool holds, string what) => Task.FromResult(holds ? null : what);
}
