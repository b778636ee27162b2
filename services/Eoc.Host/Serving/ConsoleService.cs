namespace Eoc.Host.Serving;

/// <summary>Serves the console to browsers, on the port that also takes gRPC-Web.</summary>
internal static class ConsoleService
{
    /// <summary>
    /// Scripts, styles and connections of this origin only; nothing inline, nobody's frame. Trusted Types close the ways by which text becomes code: the UI
    /// framework's templates and the addresses of the two workers are all that may.
    /// </summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html eoc-worker default";

    private const string NotBuilt = "This host was built without its console. Build it again without -p:SkipConsole=true, with Node.js 20.19 or newer on the path.\n";

    /// <summary>Answers GET and HEAD for what the console consists of, and passes everything else on.</summary>
    public static void MapConsole(this WebApplication app)
    {
        var console = ServedConsole.Load();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return next(context);
            if (console.Find(request.Path) is { } file) return Send(context, file);
            return !console.IsThere && request.Path == "/" ? SayNotBuilt(context) : next(context);
        });
    }

    private static Task Send(HttpContext context, ServedFile file)
    {
        Guard(context);
        return file.Send(context);
    }

    private static Task SayNotBuilt(HttpContext context)
    {
        Guard(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }

    private static void Guard(HttpContext context)
    {
        var headers = context.Response.Headers;
        // By the connection, not by a header of the client's: a browser that was here over TLS does not come back without.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
    }
}
