namespace Vamos.Clients.Fips;

using System.Runtime.CompilerServices;
using Grpc.Core;
using Vamos.Clients.Calls;
using Vamos.Clients.Failures;
using Vamos.Contracts.Errors;
using Vamos.Fips.V1;

/// <summary>
/// One import. The hub answers a stream at its end, so the forms are sent in portions, a stream for each: what was answered is there for certain, and
/// what was not is kept here and sent again when the stream breaks. Bounded: one portion is under way, and no more is read.
/// </summary>
internal sealed class FormImport(
    FipsService.FipsServiceClient stub, VamosConnection connection, IAsyncEnumerable<FormToImport> forms, CallDeclaration? declaration)
{
    /// <summary>Most forms of a portion; the hub names up to 10,000 that it refuses.</summary>
    public const int MostForms = 5_000;

    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostFailures = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private static readonly Problem EndedEarly = new(
        StatusCode.Unavailable,
        LocalReasons.HubUnreachable,
        "The hub ended the stream before it had taken every form.",
        "La plataforma cerró la importación.");

    private readonly List<ImportFormsRequest> _portion = [];
    private int _bytes;
    private bool _more;
    private bool _sourceFailed;

    public async IAsyncEnumerable<ImportedPortion> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var source = forms.GetAsyncEnumerator(cancellation);
        _more = await source.MoveNextAsync();
        while (_more)
        {
            _portion.Clear();
            _bytes = 0;
            var answer = await AnsweredAsync(source, cancellation);
            yield return new ImportedPortion(_portion[^1].CorrelationId, answer.StoredCount, answer.RepeatedCount, answer.Failures);
        }
    }

    private async Task<ImportFormsResponse> AnsweredAsync(IAsyncEnumerator<FormToImport> source, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var failures = 1; ; failures++, pause *= 2)
        {
            try
            {
                return await SendAsync(source, cancellation);
            }
            catch (VamosException e) when (!_sourceFailed && failures < MostFailures && ConnectionFailure.IsBroken(e))
            {
                await Task.Delay(e.RetryAfter is { } asked && asked > pause ? asked : pause, connection.Time, cancellation);
            }
        }
    }

    private async Task<ImportFormsResponse> SendAsync(IAsyncEnumerator<FormToImport> source, CancellationToken cancellation)
    {
        using var call = stub.ImportForms(connection.OptionsOf(declaration, null, cancellation));
        await WriteAsync(call.RequestStream, source, cancellation);
        // where the writing failed, it is the answer that says why
        var answer = await call.ResponseAsync;
        return answer.StoredCount + answer.RepeatedCount + answer.RefusedCount == _portion.Count && _portion.Count != 0
            ? answer
            : throw new HubUnavailableException(EndedEarly, "", null);
    }

    private async Task WriteAsync(IClientStreamWriter<ImportFormsRequest> stream, IAsyncEnumerator<FormToImport> source, CancellationToken cancellation)
    {
        foreach (var request in _portion)
        {
            if (!await IsWrittenAsync(stream, request, cancellation))
                return;
        }

        while (_more && _portion.Count < MostForms && _bytes < MostBytes)
        {
            var next = source.Current;
            var request = new ImportFormsRequest { CorrelationId = next.Number, RequestId = next.RequestId, Form = next.Form };
            if (!await IsWrittenAsync(stream, request, cancellation))
                return;
            _portion.Add(request);
            _bytes += request.CalculateSize();
            _more = await HasNextAsync(source);
        }

        await stream.CompleteAsync();
    }

    private static async Task<bool> IsWrittenAsync(IClientStreamWriter<ImportFormsRequest> stream, ImportFormsRequest request, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(request, cancellation);
            return true;
        }
        catch (Exception e) when (e is VamosException { StatusCode: not StatusCode.ResourceExhausted } or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    // a source may itself ask a hub: its failures are not those of our stream
    private async Task<bool> HasNextAsync(IAsyncEnumerator<FormToImport> source)
    {
        try
        {
            return await source.MoveNextAsync();
        }
        catch
        {
            _sourceFailed = true;
            throw;
        }
    }
}
