namespace Vamos.Hub.Caching.Memory;

using Vamos.Common.V1;

/// <summary>A person, in the one spelling that is compared, without making a text of it.</summary>
internal readonly record struct PersonId(string Number, string Letter, string Country)
{
    public static PersonId Of(NationalId id) => new(id.Number, id.Letter, id.IsParaguayan ? "" : id.CountryCode);

    public NationalId ToNationalId() => new() { Number = Number, Letter = Letter, CountryCode = Country };

    public override int GetHashCode() => Number.GetHashCode(StringComparison.Ordinal);

    /// <summary>Nothing personal gets into a log or an error by chance.</summary>
    public override string ToString() => "(a person)";
}
