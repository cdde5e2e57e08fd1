namespace Grpc.Core;

/// <summary>The client's sending end, which the client also closes.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no more messages follow; the call itself goes on.</summary>
    Task CompleteAsync();
}
