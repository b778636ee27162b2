using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;

namespace Eoc.Emergency.Tests;

public sealed class Measuring_responses
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task follows_the_bus(string backend)
    {
        await using var centre = await Centre.On(backend);
        var assignment = AssignmentId.New();

        foreach (var message in (FactsPublished[])[await centre.Enrolled(), await centre.Dispatched(assignment), await centre.EnRoute(assignment)])
            await centre.Measuring.Receive(message, Cancellation);

        var response = await centre.TheResponse();
        Assert.Equal(Microseconds.From(Centre.Noon.AddMinutes(1)), response.DispatchedAt);
        Assert.Equal(Microseconds.From(Centre.Noon.AddMinutes(2)), response.EnRouteAt);
        Assert.Null(response.OnSceneAt);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task counts_a_message_that_comes_twice_once(string backend)
    {
        await using var centre = await Centre.On(backend);
        await centre.Measuring.Receive(await centre.Enrolled(), Cancellation);
        var dispatched = await centre.Dispatched(AssignmentId.New());

        await centre.Measuring.Receive(dispatched, Cancellation);
        await centre.Measuring.Receive(dispatched, Cancellation);

        await centre.TheResponse();
        Assert.Empty(centre.Measuring.Parked);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task reads_what_the_bus_lost_from_the_journal(string backend)
    {
        await using var centre = await Centre.On(backend);
        var assignment = AssignmentId.New();
        await centre.Enrolled();
        await centre.Dispatched(assignment);

        await centre.Measuring.Receive(await centre.EnRoute(assignment), Cancellation);

        Assert.NotNull((await centre.TheResponse()).EnRouteAt);
    }

    /// <summary>A relay sends all that gathered; between two of its commits another process may have written the same stream.</summary>
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task reads_what_another_process_wrote_between_two_facts_of_one_message(string backend)
    {
        await using var centre = await Centre.On(backend);
        var assignment = AssignmentId.New();
        var (enrolled, _, enRoute) = (await centre.Enrolled(), await centre.Dispatched(assignment), await centre.EnRoute(assignment));

        await centre.Measuring.Receive(enRoute with { First = 1, Facts = [.. enrolled.Facts, .. enRoute.Facts] }, Cancellation);

        Assert.NotNull((await centre.TheResponse()).EnRouteAt);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task finds_what_it_lacks_without_any_message(string backend)
    {
        await using var centre = await Centre.On(backend);
        var assignment = AssignmentId.New();
        await centre.Enrolled();
        await centre.Dispatched(assignment);

        await centre.Measuring.CatchUp(Cancellation);

        Assert.Equal(2, (await centre.Store.Seen(RealmId.Live, Cancellation))[$"live/unit/{Centre.Engine}"]);
        await centre.TheResponse();
    }

    [Fact]
    public async Task parks_a_stream_whose_fact_cannot_be_read_and_goes_on()
    {
        await using var centre = await Centre.On("sqlite");
        var message = await centre.Enrolled();
        var poison = message with { Facts = [message.Facts[0] with { Data = "{ not json"u8.ToArray() }] };

        await centre.Measuring.Receive(poison, Cancellation);

        Assert.Single(centre.Measuring.Parked);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task begins_anew_with_a_realm_that_was_deleted(string backend)
    {
        await using var centre = await Centre.On(backend);
        var (enrolled, dispatched) = (await centre.Enrolled(), await centre.Dispatched(AssignmentId.New()));
        await centre.Measuring.Receive(dispatched, Cancellation);
        await centre.Measuring.Receive(enrolled with { Facts = [enrolled.Facts[0] with { Stream = "live/unit/cfd/e99", Data = "{ not json"u8.ToArray() }] }, Cancellation);
        Assert.Single(centre.Measuring.Parked);

        await centre.Measuring.Forget(RealmId.Live, Cancellation);

        Assert.Empty(await centre.Store.Seen(RealmId.Live, Cancellation));
        Assert.Empty(await centre.Store.Responses(RealmId.Live, 0, long.MaxValue, Cancellation));
        Assert.Empty(centre.Measuring.Parked);
        await centre.Measuring.CatchUp(Cancellation);
        await centre.TheResponse();
    }
}
