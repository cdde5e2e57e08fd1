namespace Vamos.Contracts.Tests;

using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Vamos.Contracts.Errors;

public sealed class ProblemTests
{
    [Fact]
    public void Problem_survives_the_trailers_of_a_call() =>
        Prop.ForAll<(NonNull<string> Message, NonNull<string> Localized, NonNull<string>[] Fields, PositiveInt Delay)>(x =>
        {
            var problem = new Problem(StatusCode.Unavailable, ErrorReasons.LegacySystemUnavailable, Clean(x.Message), Clean(x.Localized))
            {
                Fields = [.. x.Fields.Select(f => new ProblemField(Clean(f), "wrong"))],
                RetryAfter = TimeSpan.FromMilliseconds(x.Delay.Get),
                Facts = new Dictionary<string, string> { ["institution"] = "mds" },
            };
            return Problem.TryRead(problem.ToException(), out var read)
                && read with { Fields = [], Facts = problem.Facts } == problem with { Fields = [] }
                && read.Fields.SequenceEqual(problem.Fields)
                && read.Facts.SequenceEqual(problem.Facts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Error_without_details_or_with_garbage_is_no_problem_and_no_crash()
    {
        Assert.False(Problem.TryRead(new RpcException(new Status(StatusCode.Internal, "x")), out _));
        var garbage = new Metadata { { "grpc-status-details-bin", [0xff, 0xff, 0xff] } };
        Assert.False(Problem.TryRead(new RpcException(new Status(StatusCode.Internal, "x"), garbage), out _));
    }

    [Fact]
    public void Every_reason_is_documented()
    {
        var documented = File.ReadAllText(Path.Combine(Root.Folder, "docs", "errors.md"));
        var reasons = typeof(ErrorReasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

        Assert.All(reasons, reason => Assert.Contains($"`{reason}`", documented, StringComparison.Ordinal));
    }

    // protobuf strings are Unicode: a lone surrogate cannot be sent
    private static string Clean(NonNull<string> text) => new([.. text.Get.Where(c => !char.IsSurrogate(c))]);
}
