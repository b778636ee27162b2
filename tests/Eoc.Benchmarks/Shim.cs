using System.Diagnostics;

namespace Eoc.Benchmarks;

/// <summary>Builds <c>fsync-delay.c</c>.</summary>
internal static class Shim
{
    public static async Task<string> Build()
    {
        var library = Path.Combine(Path.GetTempPath(), "eoc-fsync-delay.so");
        using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(AppContext.BaseDirectory, "fsync-delay.c"), "-ldl"]);
        await compiler.WaitForExitAsync();
        return compiler.ExitCode == 0 ? library : throw new InvalidOperationException("The slow disk needs gcc.");
    }
}
