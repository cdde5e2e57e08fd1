namespace Vamos.Adapters.Tests.Soap;

using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Vamos.Adapters.Soap;
using Vamos.Adapters.Tests.Lab;

/// <summary>What becomes of everything that a server may do, on real connections.</summary>
public sealed class SoapClientTests : IAsyncLifetime
{
    private const string Answer =
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><ok xmlns='urn:prueba'>Ñ</ok></s:Body></s:Envelope>";

    private CannedHttp _server = null!;

    private SoapSettings Settings => new()
    {
        Address = _server.Address,
        User = "vamos",
        Password = "x",
        Timeout = TimeSpan.FromSeconds(10),
        LargestAnswer = 64 * 1024,
    };

    public async Task InitializeAsync() => _server = await CannedHttp.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Question_carries_its_action_and_type()
    {
        string? action = null, type = null;
        _server.Answer = async context =>
        {
            (action, type) = (context.Request.Headers["SOAPAction"], context.Request.ContentType);
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Answer);
        };

        var reply = await CallAsync();

        Assert.Equal("Ñ", reply.Body!.Text);
        Assert.Equal(("\"urn:prueba/Preguntar\"", "text/xml; charset=utf-8"), (action, type));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task Fault_is_told_with_its_code_whatever_the_status(int status)
    {
        _server.Says(Fault("s:Client.Datos", "<detail><NoHay xmlns='urn:prueba'/></detail>"), status: status);

        var reply = await CallAsync();

        Assert.Equal("Client.Datos", reply.Fault!.Code);
        Assert.True(reply.Fault.Has("urn:prueba", "NoHay"));
    }

    [Theory]
    [InlineData("wsse:FailedAuthentication", "refuses the caller")]
    [InlineData("s:Server", "fault Server")]
    [InlineData("s:Client", "fault Client")]
    [InlineData("1234567 Juan Pérez", "unknown code")]
    public async Task Fault_reaches_the_log_without_the_words_of_the_service(string code, string expected)
    {
        _server.Says(Fault(code, ""), status: 500);

        var message = (await CallAsync()).Fault!.ToException("Preguntar").Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("4.567.890", message, StringComparison.Ordinal);
        Assert.DoesNotContain("1234567", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Error</body></html>", "text/html", 500, "HTTP 500")]
    [InlineData("<html><body>Bienvenido</body></html>", "text/html", 200, "something else than XML")]
    [InlineData("<html><body>Bienvenido</body></html>", "text/xml", 200, "not SOAP")]
    [InlineData(Answer, "text/xml", 500, "without a fault")]
    [InlineData(Answer, "text/xml", 404, "HTTP 404")]
    [InlineData(Answer, "text/xml", 401, "refuses the caller")]
    [InlineData(Answer, "text/xml", 302, "HTTP 302")]
    [InlineData(Answer, "text/plain", 200, "something else than XML")]
    [InlineData(Answer, "))) nonsense (((", 200, "something else than XML")]
    [InlineData(Answer, null, 200, "something else than XML")]
    [InlineData("", "text/xml", 200, "not well-formed")]
    [InlineData("<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Body/></e:Envelope>", "text/xml", 200, "another version")]
    [InlineData("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", "text/xml", 200, "without a body")]
    [InlineData(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><x s:mustUnderstand='1'/></s:Header><s:Body><a/></s:Body></s:Envelope>",
        "text/xml", 200, "must be understood")]
    public async Task What_is_not_soap_is_one_failure_that_says_what_it_is(string body, string? type, int status, string expected)
    {
        _server.Says(body, type, status);

        Assert.Contains(expected, (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        var asked = 0;
        _server.Answer = context =>
        {
            asked++;
            context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };

        await RefusedAsync();

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Answer_that_never_ends_is_refused_at_its_limit()
    {
        _server.Answer = async context =>
        {
            context.Response.ContentType = "text/xml";
            var chunk = Encoding.UTF8.GetBytes(new string(' ', 8192));
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };

        Assert.Contains("longer than 64 KB", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_says_it_is_too_long_is_not_read()
    {
        _server.Answer = context =>
        {
            context.Response.ContentType = "text/xml";
            context.Response.ContentLength = 10_000_000;
            return context.Response.Body.FlushAsync(context.RequestAborted);
        };

        Assert.Contains("longer than", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_breaks_off_is_a_failure()
    {
        _server.Answer = async context =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Answer[..80]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        };

        await RefusedAsync();
    }

    [Fact]
    public async Task Compressed_answer_that_nobody_asked_for_is_refused()
    {
        _server.Answer = context =>
        {
            context.Response.ContentType = "text/xml";
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(new byte[] { 0x1F, 0x8B, 8, 0 }).AsTask();
        };

        await RefusedAsync();
    }

    [Fact]
    public async Task Server_that_is_not_there_is_a_failure()
    {
        using var client = new SoapClient(Settings with { Address = new Uri("http://127.0.0.1:1/") }, TimeProvider.System);

        await Assert.ThrowsAsync<LegacySystemException>(() => CallAsync(client));
    }

    [Fact]
    public async Task Slow_answer_is_given_up_at_the_timeout_and_is_no_cancellation()
    {
        _server.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        using var client = new SoapClient(Settings with { Timeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        var clock = Stopwatch.StartNew();

        var e = await Assert.ThrowsAsync<LegacySystemException>(() => CallAsync(client));

        Assert.Contains("within", e.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Body_that_stops_in_the_middle_is_given_up_at_the_timeout()
    {
        _server.Answer = async context =>
        {
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Answer[..80]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var client = new SoapClient(Settings with { Timeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        await Assert.ThrowsAsync<LegacySystemException>(() => CallAsync(client));
    }

    [Fact]
    public async Task Caller_that_gives_up_is_a_cancellation()
    {
        var reached = new TaskCompletionSource();
        _server.Answer = context =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var client = new SoapClient(Settings, TimeProvider.System);
        using var caller = new CancellationTokenSource();

        var call = client.CallAsync("urn:prueba/Preguntar", writer => writer.WriteElementString("a", "b"), caller.Token);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task No_more_calls_are_at_the_service_at_once_than_allowed()
    {
        var (now, most) = (0, 0);
        _server.Answer = async context =>
        {
            var here = Interlocked.Increment(ref now);
            most = Math.Max(most, here);
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Answer);
        };
        using var client = new SoapClient(Settings with { CallsAtOnce = 3 }, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(client)));

        Assert.InRange(most, 1, 3);
    }

    private static string Fault(string code, string detail) =>
        $"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>{code}</faultcode>"
        + $"<faultstring>No existe el documento 4.567.890</faultstring>{detail}</s:Fault></s:Body></s:Envelope>";

    private static Task<SoapReply> CallAsync(SoapClient client) =>
        client.CallAsync("urn:prueba/Preguntar", writer => writer.WriteElementString("pregunta", "urn:prueba", "?"), CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(20));

    private async Task<SoapReply> CallAsync()
    {
        using var client = new SoapClient(Settings, TimeProvider.System);
        return await CallAsync(client);
    }

    private async Task<LegacySystemException> RefusedAsync() => await Assert.ThrowsAsync<LegacySystemException>(async () => _ = await CallAsync());
}
