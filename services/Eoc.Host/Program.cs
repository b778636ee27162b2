using Eoc.Host.Configuring;
using Eoc.Host.Running;
using Eoc.Host.Starting;

try
{
    return args is ["serve", ..] or [] ? await Server.Run(SettingsSource.FromEnvironment(), CancellationToken.None) : await Commands.Run(args);
}
catch (Exception e) when (StartFailure.Explain(e) is { } failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return failure.ExitCode;
}
