namespace Vamos.Trust.Agreements.Explaining;

using Vamos.Trust.Agreements.Documents;

/// <summary>What a caller may see of a method's answers, and why: the same facts in English for developers and in Spanish for officials.</summary>
public sealed record AgreementExplanation
{
    /// <summary>Institution that asks, by code.</summary>
    public required string Consumer { get; init; }

    /// <summary>Its name; null when the documents do not have it.</summary>
    public required string? ConsumerName { get; init; }

    /// <summary>The method.</summary>
    public required ExchangedMethod Method { get; init; }

    /// <summary>The day that it is explained for.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What agreements grant, in the order of their first days. Empty: nothing, the call is denied.</summary>
    public required IReadOnlyList<ExplainedGrant> Grants { get; init; }

    /// <summary>Explains.</summary>
    /// <param name="book">The agreements.</param>
    /// <param name="consumer">Institution that asks, by code.</param>
    /// <param name="method">The method. A hand's name for it is looked up with <see cref="ExchangedMethods.Meant"/>.</param>
    /// <param name="today">The day.</param>
    public static AgreementExplanation Of(AgreementBook book, string consumer, ExchangedMethod method, DateOnly today) => new()
    {
        Consumer = consumer,
        ConsumerName = book.Institutions.GetValueOrDefault(consumer)?.Name,
        Method = method,
        Today = today,
        Grants = [.. book.GrantsOf(consumer, method.Path).Select(grant => new ExplainedGrant
        {
            Grant = grant,
            State = StateOf(grant.Agreement.Validity, today),
            Granted = grant.Fields.Paths,
            Withheld = grant.Fields.Withheld,
        })],
    };

    /// <summary>In English, for developers.</summary>
    public string InEnglish() => new EnglishExplanation(this).Text();

    /// <summary>In Spanish, for officials.</summary>
    public string InSpanish() => new SpanishExplanation(this).Text();

    private static GrantState StateOf(Validity validity, DateOnly today) =>
        validity.From > today ? GrantState.NotYetValid : validity.Until < today ? GrantState.Expired : GrantState.InForce;
}

/// <summary>One agreement's part in an explanation.</summary>
public sealed record ExplainedGrant
{
    /// <summary>What is granted.</summary>
    public required MethodGrant Grant { get; init; }

    /// <summary>Whether it counts on the day.</summary>
    public required GrantState State { get; init; }

    /// <summary>Paths that come back.</summary>
    public required IReadOnlyList<string> Granted { get; init; }

    /// <summary>Paths that are removed.</summary>
    public required IReadOnlyList<string> Withheld { get; init; }
}

/// <summary>Whether an agreement counts on a day.</summary>
public enum GrantState
{
    /// <summary>It counts.</summary>
    InForce,

    /// <summary>It begins later.</summary>
    NotYetValid,

    /// <summary>It has ended.</summary>
    Expired,
}
