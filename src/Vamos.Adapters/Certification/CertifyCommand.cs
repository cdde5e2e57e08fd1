namespace Vamos.Adapters.Certification;

using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Checks;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Certification.Reports;
using Vamos.Adapters.Certification.Wire;
using Vamos.Certificates;
using Vamos.Common.V1;

/// <summary>The command <c>vamos-adapter certify</c>.</summary>
internal static class CertifyCommand
{
    /// <summary>What stands before its arguments.</summary>
    public const string Name = "certify";

    private const int Passed = 0;
    private const int Failed = 1;
    private const int Unusable = 2;
    private const int NotReachable = 3;

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var (options, wrong) = CertifyOptions.Parse(arguments);
        if (wrong.Count != 0)
            return Complain(errors, wrong);
        if (options.ShowHelp)
            await output.WriteLineAsync(CertifyHelp.Text);
        else if (options.ListChecks)
            List(output);
        else
            return await UseAsync(options, output, errors, time, cancellationToken);
        return Passed;
    }

    private static async Task<int> UseAsync(
        CertifyOptions options, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var expectations = options.Expect is null ? AdapterExpectations.None : ExpectationsFile.Read(options.Expect);
            using var identities = CertifyIdentities.Load(options, time);
            using var certification = new CertificationRun(options, identities, expectations, time);
            return options.Init is null
                ? await CertifyAsync(certification, options, output, errors, time, cancellationToken)
                : await InitAsync(certification, options, output, errors, cancellationToken);
        }
        catch (ExpectationsException e)
        {
            return Complain(errors, e.Errors.Select(error => $"{options.Expect}: {error}"));
        }
        catch (CertificateException e)
        {
            return Complain(errors, e.Message.Split(Environment.NewLine));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(errors, [e.Message]);
        }
    }

    private static async Task<int> CertifyAsync(
        CertificationRun certification, CertifyOptions options, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancellationToken)
    {
        // A report that cannot be written should be known before the work, not after it.
        if (options.Junit is not null)
            await File.Create(options.Junit).DisposeAsync();
        DescribeResponse description;
        try
        {
            description = await certification.DescribeAsync(cancellationToken);
        }
        catch (RpcException e)
        {
            if (options.Junit is not null)
                File.Delete(options.Junit);
            return Unanswered(e, options, errors);
        }

        await output.WriteLineAsync($"Certifying {description.Institution} at {options.Address} for vamos.adapter.v1.");
        await output.WriteLineAsync();
        var rewrites = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var results = await certification.RunAsync(description, new Progress(output, rewrites), cancellationToken);
        TextReport.Write(output, description, results);
        if (options.Junit is not null)
        {
            await using var junit = File.Create(options.Junit);
            JunitReport.Write(junit, JunitReport.Of(description, results, time.GetUtcNow()));
        }

        return results.Any(result => result.Failed) ? Failed : Passed;
    }

    private static async Task<int> InitAsync(
        CertificationRun certification, CertifyOptions options, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            var description = await certification.DescribeAsync(cancellationToken);
            var answers = new List<(NationalId, Outcome)>();
            foreach (var person in options.Ask)
                answers.Add((person, await certification.Wire.AskAsync(person, [], cancellationToken)));
            await File.WriteAllTextAsync(options.Init!, ExpectationsWriter.Write(description, answers), cancellationToken);
            await output.WriteLineAsync($"{options.Init} holds what the adapter answers now: personal data, to be read and corrected by hand.");
            return Passed;
        }
        catch (RpcException e)
        {
            return Unanswered(e, options, errors);
        }
    }

    private static int Unanswered(RpcException e, CertifyOptions options, TextWriter errors)
    {
        var why = e.Status.DebugException?.GetBaseException().Message ?? e.Status.Detail;
        if (CertificationRun.IsAway(e))
        {
            errors.WriteLine($"{options.Address} cannot be reached: {why}");
            errors.WriteLine("See that the adapter runs, that address and port are right, and that its certificate and the hub's are of the same authority.");
            return NotReachable;
        }

        errors.WriteLine($"FAILED  describe-complete: Describe ends with {Refusal.NameOf(e.StatusCode)}, so that nothing else can be tried: {why}");
        return Failed;
    }

    private static int Complain(TextWriter errors, IEnumerable<string> wrong)
    {
        foreach (var line in wrong)
            errors.WriteLine(line);
        return Unusable;
    }

    private static void List(TextWriter output)
    {
        foreach (var about in CheckCatalogue.All().Select(check => check.About))
            output.WriteLine($"{about.Id,-26} {about.Title}");
    }
}
