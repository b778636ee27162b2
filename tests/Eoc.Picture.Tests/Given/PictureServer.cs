using System.Collections.Immutable;
using Eoc.Contracts.Events;
using Eoc.Contracts.Ids;
using Eoc.Contracts.Rpc.V1;
using Eoc.Journal;
using Eoc.Journal.Relaying;
using Eoc.Picture.Following;
using Eoc.ServiceDefaults.Calling;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eoc.Picture.Tests.Given;

/// <summary>The picture on a real server: Kestrel, HTTP/2 in clear text on a free loopback port, real time unless a test has its own. Only who calls is said by a header.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, CancellationTokenSource> _sessions = new(StringComparer.Ordinal);
    private long _number;

    private PictureServer(WebApplication app, RecordedJournal journal) => (_app, Journal) = (app, journal);

    public RecordedJournal Journal { get; }

    public Script Script { get; } = new(TimeProvider.System);

    public FollowedRealms Realms => _app.Services.GetRequiredService<FollowedRealms>();

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.First();

    public static async Task<PictureServer> Start(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var journal = new RecordedJournal(RealmId.Live);
        builder.Services.AddSingleton<IJournals>(journal);
        builder.Services.AddGrpc();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.AddPicture();
        var server = new PictureServer(builder.Build(), journal);
        server._app.Use(server.SayWhoCalls);
        server._app.MapPicture();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A connection of its own.</summary>
    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = 4 * 1024 * 1024 });

    public static Metadata As(string account, params Audience[] labels) =>
        new() { { "x-account", account }, { "x-labels", string.Join(',', labels.Select(label => label.Label)) } };

    public void EndSession(string account)
    {
        lock (_sessions) Session(account).Cancel();
    }

    /// <summary>Committed and delivered.</summary>
    public Task Apply(params IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        return _app.Services.GetRequiredService<IFactsReceiver>().Receive(FollowedWorld.Message(++_number, facts), CancellationToken.None);
    }

    /// <summary>Committed by a process that is gone before the bus had it.</summary>
    public void Lose(params IReadOnlyList<StoredFact> facts)
    {
        Journal.Record(facts);
        Journal.Committed[DerivedId.From("the dead")] = 1;
    }

    public async Task<FollowedRealm> Live() => (await Realms.Open(RealmId.Live, CancellationToken.None))!;

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        foreach (var session in _sessions.Values) session.Dispose();
    }

    private Task SayWhoCalls(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.TryGetValue("x-account", out var account)) context.SetCaller(CallerOf(account.ToString(), context.Request.Headers["x-labels"].ToString()));
        return next(context);
    }

    private Caller CallerOf(string account, string labels)
    {
        lock (_sessions)
        {
            return new(
                new(DerivedId.From("session", account)), account, Role.Dispatcher, Script.Fire, RealmId.Live,
                [.. labels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(label => Audience.Parse(label))], null, Session(account).Token);
        }
    }

    private CancellationTokenSource Session(string account)
    {
        if (!_sessions.TryGetValue(account, out var session)) _sessions.Add(account, session = new());
        return session;
    }
}
