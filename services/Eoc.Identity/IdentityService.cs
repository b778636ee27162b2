using Eoc.Identity.Auditing;
using Eoc.Identity.Authorising;
using Eoc.Identity.ConfirmingCodes;
using Eoc.Identity.HoldingSessions;
using Eoc.Identity.IssuingDevices;
using Eoc.Identity.KeepingAccounts;
using Eoc.Identity.OpeningByLink;
using Eoc.Identity.SigningIn;
using Eoc.Identity.Starting;
using Eoc.Identity.Storing;
using Eoc.Identity.Throttling;
using Eoc.ServiceDefaults.Calling;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eoc.Identity;

/// <summary>Accounts, sessions, and the policy point that stands before every RPC of the process.</summary>
public static class IdentityService
{
    /// <summary>
    /// Adds them, and the interceptor that authenticates and authorises every gRPC call. The host does not start when a served method has no policy.
    /// </summary>
    public static TBuilder AddIdentity<TBuilder>(this TBuilder builder, Action<IdentitySettings> configure)
        where TBuilder : IHostApplicationBuilder
    {
        var settings = new IdentitySettings();
        configure(settings);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // It warns at the first start that the keys lie unencrypted in the database; so do the accounts, and whoever keeps the database guards both.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        // First of all: it makes the tables, and data protection reads its keys from one of them as soon as it starts.
        builder.Services.AddHostedService<IdentityStart>();
        AddStore(builder.Services, settings);
        AddPolicyPoint(builder.Services);
        AddBehaviours(builder.Services);
        builder.Services.AddHostedService<SessionRevalidation>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditTrail>());
        return builder;
    }

    /// <summary>Serves the RPCs and remembers what else is served, for the check at the start.</summary>
    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder app)
    {
        app.ServiceProvider.GetRequiredService<PolicyCheck>().Watch(app);
        app.MapGrpcService<SessionRpc>();
        app.MapGrpcService<AccountRpc>();
        return app;
    }

    private static void AddStore(IServiceCollection services, IdentitySettings settings)
    {
        services.AddDbContextFactory<IdentityDb>(options => options.Use(settings));
        services.AddDataProtection().SetApplicationName("eoc").PersistKeysToDbContext<IdentityDb>();
        // Before Identity adds them for each request: singletons use them too.
        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.TryAddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddIdentityCore<Account>(AllowAnyAccountName).AddEntityFrameworkStores<IdentityDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = settings.PasswordRounds);
    }

    // Length and names are checked where the request is read, with a remedy; Identity must not add rules of composition.
    private static void AllowAnyAccountName(IdentityOptions options)
    {
        options.User.AllowedUserNameCharacters = string.Empty;
        options.Password = new() { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
    }

    private static void AddPolicyPoint(IServiceCollection services)
    {
        services.AddSingleton<PolicyTable>().AddSingleton<PolicyCheck>().AddSingleton<Gate>().AddSingleton<StreamEnding>().AddSingleton<PolicyInterceptor>();
        services.AddGrpc(options => options.Interceptors.Add<PolicyInterceptor>())
            .AddServiceOptions<SessionRpc>(AnswerOutages)
            .AddServiceOptions<AccountRpc>(AnswerOutages);
    }

    private static void AnswerOutages(GrpcServiceOptions options) =>
        options.Interceptors.Add<OutageAnswer>((Func<Exception, bool>)StoreOutage.Is, StoreOutage.Words);

    private static void AddBehaviours(IServiceCollection services)
    {
        services.AddSingleton<HeldSessions>().AddSingleton<AuditTrail>().AddSingleton<SignInThrottle>().AddSingleton<Authenticators>();
        services.AddSingleton<FirstAdministrator>().AddSingleton<ILocalOperator, LocalOperator>();
        services.AddSingleton<PasswordVerifier>().AddSingleton<NewPasswords>();
        services.AddSingleton<IStartLinks, StartLinks>();
        services.AddScoped<NewSessions>().AddScoped<RedeemStartLink>();
        services.AddScoped<SignIn>().AddScoped<SessionList>().AddScoped<IssueDeviceToken>();
        services.AddScoped<OutdatedSessions>().AddScoped<CreateAccount>().AddScoped<ShutAccount>().AddScoped<ChangePassword>().AddScoped<EnrolTotp>();
    }
}
