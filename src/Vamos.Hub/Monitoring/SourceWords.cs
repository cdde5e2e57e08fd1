namespace Vamos.Hub.Monitoring;

using System.Text.RegularExpressions;

/// <summary>What sources are said to be wrong with, in Spanish: answers to callers say it in English, officials read it on the page and in alerts.</summary>
public static partial class SourceWords
{
    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["The institution cannot be reached."] = "No se puede alcanzar a la institución.",
        ["The institution did not answer in time."] = "La institución no respondió a tiempo.",
        ["The institution did not answer lately, and is asked again shortly."] =
            "La institución no respondió últimamente; se le vuelve a consultar en breve.",
        ["The institution's adapter refuses the hub."] = "El adaptador de la institución rechaza al hub.",
        ["The institution's adapter could not answer."] = "El adaptador de la institución no pudo responder.",
        ["The institution's adapter answered in a way that does not follow the contract."] =
            "El adaptador de la institución respondió algo que no sigue el contrato.",
        ["Too many questions wait for the institution."] = "Demasiadas consultas esperan a la institución.",
        ["Too many questions wait for answers."] = "Demasiadas consultas esperan respuesta.",
    };

    /// <summary>The Spanish of a detail; what nobody foresaw stays as it is.</summary>
    public static string Spanish(string detail) => Sentences.TryGetValue(detail, out var sentence)
        ? sentence
        : SetAside.Replace(Missing.Replace(detail, "Falta en la respuesta: $1."), "$1 registro(s) no se pudieron traducir y se apartaron.");

    [GeneratedRegex(@"Missing from the answer: ([^.]*)\.")]
    private static partial Regex Missing { get; }

    [GeneratedRegex(@"([0-9]+) record\(s\) could not be translated and were set aside\.")]
    private static partial Regex SetAside { get; }
}
