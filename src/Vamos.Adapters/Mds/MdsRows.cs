namespace Vamos.Adapters.Mds;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>A translated legacy row.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Subject">Whom it is about, where it names a person who can be read.</param>
/// <param name="Issues">Why it is set aside; empty for a sound row.</param>
internal abstract record MdsRow(string Key, NationalId? Subject, IReadOnlyList<RecordIssue> Issues)
{
    public bool IsSound => Issues.Count == 0;
}

/// <summary>A row of the register of people.</summary>
internal sealed record PersonRow(
    string Key, NationalId? Subject, IReadOnlyList<RecordIssue> Issues, string Changed, Person Person, DisabilityCertificate? Certificate)
    : MdsRow(Key, Subject, Issues);

/// <summary>What another body reported to the ministry about a person.</summary>
internal sealed record ObjectionRow(string Key, IReadOnlyList<RecordIssue> Issues, string PersonKey, ObjectionKind Kind, string Provider, Date? Reported)
    : MdsRow(Key, null, Issues);

/// <summary>A household form.</summary>
internal sealed record FormRow(string Key, IReadOnlyList<RecordIssue> Issues, string Code, string Changed, HouseholdRecord Household, int? Cattle)
    : MdsRow(Key, null, Issues);

/// <summary>A member's sheet of a household form.</summary>
internal sealed record MemberRow(
    string Key, NationalId? Subject, IReadOnlyList<RecordIssue> Issues, string FormKey, HouseholdMember Member, Person Person, long? Retirement)
    : MdsRow(Key, Subject, Issues);

/// <summary>A row of a programme's roll.</summary>
internal sealed record RollRow(string Key, NationalId? Subject, IReadOnlyList<RecordIssue> Issues, string FamilyCode, Enrollment Enrollment)
    : MdsRow(Key, Subject, Issues);

/// <summary>What is reported against a pension.</summary>
internal enum ObjectionKind
{
    Other,
    Employed,
    Retired,
}
