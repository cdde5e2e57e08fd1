namespace Vamos.Clients.Calls;

using Vamos.Contracts.Exchange;
using Vamos.Exchange.V1;

/// <summary>What a call says about itself in its metadata. The hub records all of it.</summary>
public sealed record CallDeclaration
{
    /// <summary>Most characters of a case number or user.</summary>
    public const int MaxLength = 128;

    /// <summary>The rule for case numbers and users, in words for a message.</summary>
    public const string Rule = "1 to 128 visible ASCII characters, spaces only within";

    /// <summary>Why the data is asked for. <see cref="Purpose.Unspecified"/> leaves it to the default of the connection.</summary>
    public Purpose Purpose { get; init; }

    /// <summary>The caller's own file number, so that an exchange can be found again from the case; null for none.</summary>
    public string? CaseId
    {
        get;
        init => field = Checked(value, nameof(CaseId));
    }

    /// <summary>The end user under a pseudonym of the caller, never a name or a cédula; null for none.</summary>
    public string? User
    {
        get;
        init => field = Checked(value, nameof(User));
    }

    /// <summary>Whether a text can be sent as a case number or user.</summary>
    public static bool IsSendable(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text[0] != ' '
        && text[^1] != ' '
        && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    internal IEnumerable<(string Key, string Value)> Entries()
    {
        if (Purpose != Purpose.Unspecified)
            yield return (ExchangeMetadata.Purpose, ExchangeMetadata.NameOf(Purpose));
        if (CaseId is not null)
            yield return (ExchangeMetadata.CaseId, CaseId);
        if (User is not null)
            yield return (ExchangeMetadata.User, User);
    }

    private static string? Checked(string? text, string name) =>
        text is null || IsSendable(text) ? text : throw new ArgumentException($"{name} must be {Rule}.", name);
}
