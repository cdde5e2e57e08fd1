namespace Vamos.Compat.Tests.Types;

using Grpc.Core;

public sealed class CallOptionsTests
{
    private static readonly Metadata Headers = new() { { "a", "1" } };
    private static readonly DateTime Deadline = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly WriteOptions Write = new(WriteFlags.NoCompress);
    private static readonly CallCredentials Credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

    [Fact]
    public void Default_asks_for_nothing() => AssertAre(default, null, null, null, null, false, default);

    [Fact]
    public void Constructor_takes_everything_but_waiting()
    {
        using var source = new CancellationTokenSource();
        AssertAre(new CallOptions(Headers, Deadline, source.Token, Write, null, Credentials), Headers, Deadline, Write, Credentials, false, source.Token);
    }

    [Fact]
    public void Each_change_leaves_the_rest_and_the_original()
    {
        using var source = new CancellationTokenSource();
        var original = new CallOptions();
        var changed = original;
        AssertAre(changed = changed.WithHeaders(Headers), Headers, null, null, null, false, default);
        AssertAre(changed = changed.WithDeadline(Deadline), Headers, Deadline, null, null, false, default);
        AssertAre(changed = changed.WithCancellationToken(source.Token), Headers, Deadline, null, null, false, source.Token);
        AssertAre(changed = changed.WithWriteOptions(Write), Headers, Deadline, Write, null, false, source.Token);
        AssertAre(changed = changed.WithCredentials(Credentials), Headers, Deadline, Write, Credentials, false, source.Token);
        AssertAre(changed = changed.WithWaitForReady(), Headers, Deadline, Write, Credentials, true, source.Token);
        AssertAre(changed.WithWaitForReady(false), Headers, Deadline, Write, Credentials, false, source.Token);
        Assert.Null(changed.WithPropagationToken(null!).PropagationToken);
        AssertAre(original, null, null, null, null, false, default);
    }

    [Fact]
    public void Propagation_covers_both_unless_told_otherwise()
    {
        Assert.True(ContextPropagationOptions.Default.IsPropagateDeadline && ContextPropagationOptions.Default.IsPropagateCancellation);
        var none = new ContextPropagationOptions(false, false);
        Assert.False(none.IsPropagateDeadline || none.IsPropagateCancellation);
    }

    private static void AssertAre(
        CallOptions options, Metadata? headers, DateTime? deadline, WriteOptions? write, CallCredentials? credentials, bool wait, CancellationToken token)
    {
        Assert.Same(headers, options.Headers);
        Assert.Equal(deadline, options.Deadline);
        Assert.Equal(token, options.CancellationToken);
        Assert.Same(write, options.WriteOptions);
        Assert.Same(credentials, options.Credentials);
        Assert.Equal(wait, options.IsWaitForReady);
    }
}
