namespace Vamos.Adapter.V1;

using Vamos.Common.V1;

/// <summary>
/// What an adapter's answer must keep to before anything of it is used. A wrong answer that was believed would put one
/// person's data under another's name.
/// </summary>
public static class AnswerContract
{
    /// <summary>The rule that an answer breaks, without personal data; null when it keeps to all.</summary>
    public static string? Broken(NationalId asked, string institution, PersonRecords? records)
    {
        if (records is null)
            return "the records are missing";
        if (records.NationalId is null || !records.NationalId.Canonical().Equals(asked.Canonical()))
            return "the records are of another person than was asked for";
        if (!records.Found)
            return records.Person is not null || records.Provenances().Any() ? "facts are given for a person said to be unknown" : null;
        if (records.Person is { NationalId: { } own } && !own.Canonical().Equals(asked.Canonical()))
            return "the person in the records is another than was asked for";
        if (records.Provenances().Any(p => p is null))
            return "a fact has no provenance";
        if (records.Provenances().Any(p => p!.Institution != institution))
            return "a fact claims to be of another institution";
        return null;
    }
}
