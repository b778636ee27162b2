using Eoc.Contracts.Rpc.V1;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.Storing;
using Eoc.Identity.Tests.Probing;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eoc.Identity.Tests.ConfirmingCodes;

public sealed class A_second_factor
{
    // A code holds for half a minute, and a busy machine may take longer.
    private readonly LookingClock _clock = new();

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task is_needed_from_its_confirmation_on_and_opens_once(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store, clock: _clock);
        var key = await Enrolled(host);
        var next = Code(key, +1); // the confirmation has used the present one

        Assert.Equal(StatusCode.Unauthenticated, await SignIn(host, ""));
        Assert.Equal(StatusCode.Unauthenticated, await SignIn(host, Wrong(key)));
        Assert.Equal(StatusCode.OK, await SignIn(host, next));
        Assert.Equal(StatusCode.Unauthenticated, await SignIn(host, next));
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task tried_twice_at_once_opens_once(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using var host = await IdentityHost.Start(store, clock: _clock);
        var code = Code(await Enrolled(host), +1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignIn(host, code)));

        Assert.Single(answers, StatusCode.OK);
    }

    [Fact]
    public async Task that_was_not_confirmed_does_not_count()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: _clock);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");
        await host.Accounts.EnrolTotpAsync(new() { Password = Given.Password }, session);

        Assert.Equal("code-wrong", (await host.Accounts.ConfirmTotpAsync(new() { Code = "not it" }, session)).Refusal.Code);
        Assert.Equal(StatusCode.OK, await SignIn(host, ""));
    }

    [Fact]
    public async Task is_not_replaced_without_password_and_code()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: _clock);
        var session = await host.SignedIn(Role.Dispatcher, name: "ada");

        Assert.Equal("password-wrong", (await host.Accounts.EnrolTotpAsync(new() { Password = "not her password" }, session)).Refusal.Code);
        var key = await Enrol(host, session);
        Assert.Equal("code-wrong", (await host.Accounts.EnrolTotpAsync(new() { Password = Given.Password }, session)).Refusal.Code);
        Assert.NotNull((await host.Accounts.EnrolTotpAsync(new() { Password = Given.Password, TotpCode = Code(key, +1) }, session)).Key);
    }

    [Fact]
    public async Task that_was_lost_is_removed_by_an_administrator()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: _clock);
        await Enrolled(host);

        await host.Accounts.ResetPasswordAsync(new() { Realm = "live", Account = "ada", NewPassword = Given.Password, RemoveTotp = true }, await host.Operator());

        Assert.Equal(StatusCode.OK, await SignIn(host, ""));
    }

    [Theory, InlineData(Backend.Sqlite), InlineData(Backend.Postgres)]
    public async Task that_the_last_administrator_lost_is_removed_as_the_runbook_says(Backend backend)
    {
        await using var store = await Store.Create(backend);
        await using (var host = await IdentityHost.Start(store, clock: _clock))
        {
            await Enrolled(host);
            Assert.Equal(StatusCode.Unauthenticated, await SignIn(host, ""));
            await using var db = await host.Services.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
            var page = await File.ReadAllLinesAsync(Path.Combine(Root, "infra/runbooks/lost-authenticator.md"));
            var lines = page.Where(line => line.StartsWith("    DELETE ", StringComparison.Ordinal) || line.StartsWith("    UPDATE ", StringComparison.Ordinal)).ToList();
            Assert.Equal(2, lines.Count);
            string[] place = backend == Backend.Postgres ? ["SET search_path = identity;"] : [];
            var statements = string.Join('\n', place.Concat(lines)).Replace("live/admin", "live/ada", StringComparison.Ordinal);
            Assert.Equal(2, await db.Database.ExecuteSqlRawAsync(statements));
        }

        await using var again = await IdentityHost.Start(store, clock: _clock);
        Assert.Equal(StatusCode.OK, await SignIn(again, ""));
    }

    [Fact]
    public async Task is_not_to_be_confirmed_before_it_was_enrolled()
    {
        await using var store = await Store.Create(Backend.Sqlite);
        await using var host = await IdentityHost.Start(store, clock: _clock);

        var answer = await host.Accounts.ConfirmTotpAsync(new() { Code = "123456" }, await host.SignedIn(Role.Dispatcher));

        Assert.Equal("nothing-to-confirm", answer.Refusal.Code);
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "EOC.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("no EOC.sln above the tests");
            return folder.FullName;
        }
    }

    private async Task<byte[]> Enrolled(IdentityHost host) => await Enrol(host, await host.SignedIn(Role.Dispatcher, name: "ada"));

    private async Task<byte[]> Enrol(IdentityHost host, Metadata session)
    {
        var enrolled = await host.Accounts.EnrolTotpAsync(new() { Password = Given.Password }, session);
        Assert.Contains($"secret={enrolled.Key.Secret}&", enrolled.Key.Uri, StringComparison.Ordinal);
        var key = Base32.Decode(enrolled.Key.Secret);
        Assert.Null((await host.Accounts.ConfirmTotpAsync(new() { Code = Code(key, 0) }, session)).Refusal);
        return key;
    }

    private string Code(byte[] key, int ahead) => TotpCode.At(key, TotpCode.StepAt(_clock.GetUtcNow()) + ahead);

    private string Wrong(byte[] key) => Code(key, -40);

    private static Task<StatusCode> SignIn(IdentityHost host, string code) =>
        Given.StatusOf(async () => await host.Sessions.SignInAsync(Given.SignIn("ada", code: code)));
}
