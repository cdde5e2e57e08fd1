namespace Vamos.Adapters.Certification;

using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Adapters.Certification.Wire;
using Vamos.Beneficiary.V1;
using Vamos.Certificates;
using Vamos.Common.V1;

/// <summary>The adapter that is tried, and everything that is known about it.</summary>
internal sealed class Examination
{
    /// <summary>A number that hardly anybody has, for when none is given that the adapter does not know.</summary>
    private static readonly NationalId Improbable = new() { Number = "999999999" };

    private IReadOnlyList<KnownAnswer>? _known;

    /// <summary>The hub's connection to the adapter.</summary>
    public required AdapterWire Wire { get; init; }

    /// <summary>Opens a connection under another certificate, or none.</summary>
    public required Func<CallerCertificate, AdapterWire> Connect { get; init; }

    /// <summary>An institution that is not the hub; null when there is no certificate of one.</summary>
    public TlsIdentity? Other { get; init; }

    /// <summary>What the adapter says of itself.</summary>
    public required DescribeResponse Description { get; init; }

    /// <summary>What it is known to hold.</summary>
    public required AdapterExpectations Expectations { get; init; }

    /// <summary>How long the adapter is put under load.</summary>
    public required TimeSpan Load { get; init; }

    public required TimeProvider Time { get; init; }

    public Timeouts Timeouts => Expectations.Timeouts;

    /// <summary>Kinds that the adapter offers.</summary>
    public IReadOnlyList<FactKind> Offered => [.. Description.OfferedFacts.Select(fact => fact.Kind).Distinct()];

    /// <summary>People whom it must not know.</summary>
    public IReadOnlyList<NationalId> Unknown => Expectations.Unknown.Count == 0 ? [Improbable] : Expectations.Unknown;

    /// <summary>Some people for checks in which it does not matter whether they are known; those who are come first.</summary>
    public IReadOnlyList<NationalId> Anybody => [.. Expectations.People.Select(person => person.NationalId), .. Unknown];

    /// <summary>The answers for the known people, asked once for every kind.</summary>
    public async Task<IReadOnlyList<KnownAnswer>> KnownAsync(CancellationToken cancellationToken)
    {
        if (_known is not null)
            return _known;
        var known = new List<KnownAnswer>();
        foreach (var person in Expectations.People)
        {
            var before = Time.GetUtcNow();
            var outcome = await Wire.AskAsync(person.NationalId, [], cancellationToken);
            known.Add(new KnownAnswer(person, outcome, before, Time.GetUtcNow()));
        }

        return _known = known;
    }

    /// <summary>The records of the known people whom the adapter really knows. Says why there are none, if so.</summary>
    public async Task<IReadOnlyList<KnownAnswer>> FoundAsync(Findings findings, CancellationToken cancellationToken)
    {
        var found = (await KnownAsync(cancellationToken)).Where(answer => answer.Outcome.IsFound).ToList();
        if (found.Count == 0)
        {
            findings.Skip(Expectations.People.Count == 0
                ? "nobody is named whom the adapter knows; name people with --expect"
                : "the adapter knows none of the people named with --expect");
        }

        return found;
    }
}

/// <summary>What the adapter answered for a person whom it should know.</summary>
/// <param name="Person">The person.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="AskedAt">Just before the question.</param>
/// <param name="AnsweredAt">Just after the answer.</param>
internal sealed record KnownAnswer(ExpectedPerson Person, Outcome Outcome, DateTimeOffset AskedAt, DateTimeOffset AnsweredAt)
{
    public PersonRecords Records => Outcome.Records!;
}
