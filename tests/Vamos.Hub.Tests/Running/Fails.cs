namespace Vamos.Hub.Tests.Running;

using Grpc.Core;
using Vamos.Contracts.Errors;

public static class Fails
{
    /// <summary>Asserts that a call fails with a status and with a rich error that matches it.</summary>
    public static async Task<Problem> WithAsync(StatusCode code, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, exception.StatusCode);
        Assert.True(Problem.TryRead(exception, out var problem), $"no details came with {exception.Status}");
        Assert.Equal(code, problem.Code);
        Assert.NotEmpty(problem.Localized);
        Assert.NotNull(exception.Trailers.Get("vamos-exchange-id"));
        return problem;
    }
}
