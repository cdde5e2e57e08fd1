namespace Vamos.Trust.Agreements;

using System.Collections.Frozen;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements.Documents;
using Vamos.Trust.Agreements.Fields;

/// <summary>
/// All institutions and agreements, ready to decide. Immutable: a change of the documents makes a new book. What no
/// agreement grants is denied.
/// </summary>
public sealed class AgreementBook
{
    // consumer → path of the method → grants, in the order of their first day
    private readonly FrozenDictionary<string, FrozenDictionary<string, MethodGrant[]>> _grants;

    internal AgreementBook(string version, IEnumerable<Institution> institutions, IReadOnlyList<Agreement> agreements)
    {
        Version = version;
        Institutions = institutions.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);
        Agreements = agreements.ToFrozenDictionary(a => a.Id, StringComparer.Ordinal);
        _grants = agreements
            .GroupBy(a => a.Parties.Consumer)
            .ToFrozenDictionary(
                consumer => consumer.Key,
                consumer => consumer.SelectMany(Grants)
                    .GroupBy(g => g.Method.Path)
                    .ToFrozenDictionary(m => m.Key, m => m.OrderBy(g => g.Agreement.Validity.From).ToArray(), StringComparer.Ordinal),
                StringComparer.Ordinal);
    }

    /// <summary>Hash of the documents that the book was made from.</summary>
    public string Version { get; }

    /// <summary>The institutions by code.</summary>
    public FrozenDictionary<string, Institution> Institutions { get; }

    /// <summary>The agreements by identifier.</summary>
    public FrozenDictionary<string, Agreement> Agreements { get; }

    /// <summary>Whether an institution has a role.</summary>
    public bool Has(string institution, InstitutionRole role) => Institutions.TryGetValue(institution, out var known) && known.Roles.Contains(role);

    /// <summary>What is granted to a consumer for a method, now, formerly or later; in the order of the first days.</summary>
    /// <param name="consumer">Institution that asks, by code.</param>
    /// <param name="method">Path of the call.</param>
    public IReadOnlyList<MethodGrant> GrantsOf(string consumer, string method) => Find(consumer, method);

    /// <summary>Decides one call. Allocates nothing.</summary>
    /// <param name="consumer">Institution that asks, by code.</param>
    /// <param name="method">Path of the call. Example: <c>/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary</c>.</param>
    /// <param name="purpose">Purpose that the call declares. Not looked at for methods without personal data.</param>
    /// <param name="programme">Programme that the request names; null or empty when it names none, or is not read yet.</param>
    /// <param name="today">The day, by <see cref="AgreementCalendar"/>.</param>
    public AgreementDecision Decide(string consumer, string method, Purpose purpose, string? programme, DateOnly today)
    {
        if (!Institutions.ContainsKey(consumer))
            return Denied(DenialReason.UnknownInstitution, null);
        var grants = Find(consumer, method);
        if (grants.Length == 0)
            return Denied(DenialReason.NoAgreement, null);

        MethodGrant? inForce = null, forPurpose = null, current = null;
        foreach (var grant in grants)
        {
            var now = grant.Agreement.Validity.Includes(today);
            var fits = !grant.Method.IsPersonal || grant.IsFor(purpose);
            if (now && fits && grant.Covers(programme))
                return new AgreementDecision(grant);
            if (now)
                inForce = grant;
            if (fits)
                forPurpose = Nearest(forPurpose, grant, today);
            if (now && fits)
                current = grant;
        }

        if (current is not null)
            return Denied(DenialReason.ProgrammeNotGranted, current);
        if (forPurpose is null && inForce is not null)
            return Denied(DenialReason.PurposeNotGranted, inForce);
        var nearest = forPurpose ?? Nearest(grants, today);
        return Denied(nearest.Agreement.Validity.From > today ? DenialReason.NotYetValid : DenialReason.Expired, nearest);

        AgreementDecision Denied(DenialReason reason, MethodGrant? about) => new(reason, about, consumer, method, purpose, programme, today, this);
    }

    private MethodGrant[] Find(string consumer, string method) =>
        _grants.TryGetValue(consumer, out var methods) && methods.TryGetValue(method, out var grants) ? grants : [];

    // the agreement to speak of when none is in force: the first that is still to come, otherwise the last that was
    private static MethodGrant Nearest(MethodGrant? one, MethodGrant other, DateOnly today) =>
        one is not null && one.Agreement.Validity.From > today ? one : other;

    private static MethodGrant Nearest(MethodGrant[] grants, DateOnly today)
    {
        MethodGrant? nearest = null;
        foreach (var grant in grants)
            nearest = Nearest(nearest, grant, today);
        return nearest!;
    }

    private static IEnumerable<MethodGrant> Grants(Agreement agreement) => agreement.Methods.Select(granted =>
    {
        var method = ExchangedMethods.Find(granted.Method)!;
        return new MethodGrant(agreement, method, FieldGrant.Compile(method.Descriptor.OutputType, granted.Fields));
    });
}
