namespace Vamos.Adapters.Systems;

using Vamos.Adapter.V1;
using Vamos.Common.V1;

/// <summary>One legacy system among several: what it offers, and whether it could be opened.</summary>
internal sealed class SystemPart
{
    private volatile bool _isOpen;

    public SystemPart(IInstitutionAdapter adapter)
    {
        Adapter = adapter;
        Description = adapter.Describe();
        Offered = FactKinds.Of(Description.OfferedFacts.Select(offer => offer.Kind));
        Name = string.Join('+', Description.OfferedFacts.Select(offer => offer.System).Distinct(StringComparer.Ordinal));
    }

    public IInstitutionAdapter Adapter { get; }

    public DescribeResponse Description { get; }

    public FactKinds Offered { get; }

    /// <summary>Its system, or its systems.</summary>
    public string Name { get; }

    public bool IsOpen => _isOpen;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await Adapter.OpenAsync(cancellationToken);
        _isOpen = true;
    }

    /// <summary>What the system knows about some people.</summary>
    /// <exception cref="LegacySystemException">It does not answer, or not in time.</exception>
    public async Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(
        IReadOnlyList<NationalId> people, FactKinds kinds, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!_isOpen)
            throw new LegacySystemException($"{Name} has not been opened");
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // Some drivers block the thread that asks, and whoever waits for it could not leave.
            return await Task.Run(() => Adapter.GetRecordsAsync(people, kinds, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LegacySystemException($"{Name} did not answer within {limit.TotalSeconds} s");
        }
    }

    /// <summary>What an answer says of this system when it is missing from it.</summary>
    public IEnumerable<RecordIssue> Absence(FactKinds kinds) => Description.OfferedFacts
        .Where(offer => kinds.Contains(offer.Kind))
        .Select(offer => new RecordIssue { RecordSource = offer.System, Reason = "the system does not answer", Kind = offer.Kind });
}
