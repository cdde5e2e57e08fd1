namespace Vamos.Hub.Sources;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>
/// How a source is asked: the contract of adapters without a word of how its bytes travel, so that what the hub itself keeps is a source like any other.
/// Whatever goes wrong is an <see cref="RpcException"/> with the status that the contract gives it.
/// </summary>
public interface IAdapterLine : IDisposable
{
    /// <summary>What the source can answer.</summary>
    Task<DescribeResponse> DescribeAsync(DateTime deadline, CancellationToken cancellation);

    /// <summary>What it knows about one person.</summary>
    Task<PersonRecords?> GetRecordsAsync(NationalId person, IReadOnlySet<FactKind> kinds, DateTime deadline, CancellationToken cancellation);

    /// <summary>The same for many people.</summary>
    /// <param name="people">The people.</param>
    /// <param name="kinds">Kinds of fact that are wanted.</param>
    /// <param name="take">Takes each answer as it comes, one at a time; its correlation id is the place of the person in the list.</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="cancellation">Ends the call.</param>
    Task GetManyAsync(
        IReadOnlyList<NationalId> people,
        IReadOnlySet<FactKind> kinds,
        Action<BatchGetRecordsResponse> take,
        DateTime deadline,
        CancellationToken cancellation);

    /// <summary>People whose records change, from a token on; from now on without one.</summary>
    IAsyncEnumerable<WatchChangesResponse> WatchAsync(ByteString token, CancellationToken cancellation);
}
