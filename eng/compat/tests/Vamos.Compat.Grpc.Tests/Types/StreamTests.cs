namespace Vamos.Compat.Tests.Types;

using Grpc.Core;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_is_read_to_its_end_in_order()
    {
        var read = new List<string>();
        await foreach (var item in new Reader("a", "b", "c").ReadAllAsync())
            read.Add(item);
        Assert.Equal(["a", "b", "c"], read);
    }

    [Fact]
    public async Task Reading_passes_the_token_on()
    {
        using var source = new CancellationTokenSource();
        var reader = new Reader("a");
        await foreach (var _ in reader.ReadAllAsync(source.Token))
            Assert.Equal(source.Token, reader.Token);
        await foreach (var _ in new Reader("a").ReadAllAsync().WithCancellation(source.Token))
            Assert.True(await reader.MoveNext() is false && reader.Token == CancellationToken.None);
    }

    [Fact]
    public void Nothing_cannot_be_read() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<string>)null!).ReadAllAsync());

    [Fact]
    public async Task Writer_that_knows_no_cancellation_takes_only_a_token_that_never_fires()
    {
        using var source = new CancellationTokenSource();
        var writer = new Writer();
        IAsyncStreamWriter<string> stream = writer;
        await stream.WriteAsync("a", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => stream.WriteAsync("b", source.Token));
        Assert.Equal(["a"], writer.Written);
    }

    private sealed class Reader(params string[] items) : IAsyncStreamReader<string>
    {
        private int _next;

        public CancellationToken Token { get; private set; }

        public string Current => items[_next - 1];

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            Token = cancellationToken;
            return Task.FromResult(_next++ < items.Length);
        }
    }

    private sealed class Writer : IAsyncStreamWriter<string>
    {
        public List<string> Written { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Task.CompletedTask;
        }
    }
}
