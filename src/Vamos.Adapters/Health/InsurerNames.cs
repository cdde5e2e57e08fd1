namespace Vamos.Adapters.Health;

/// <summary>Insurers by the short names under which the exchange knows them.</summary>
internal static class InsurerNames
{
    /// <summary>The short name of an insurer that has one; else its name as it is written.</summary>
    public static string Of(string name) => name.ToUpperInvariant() switch
    {
        "IPS" or "INSTITUTO DE PREVISIÓN SOCIAL" or "INSTITUTO DE PREVISION SOCIAL" or "INSTITUTO DE PREVISIÓN SOCIAL (IPS)" => "IPS",
        _ => name,
    };
}
