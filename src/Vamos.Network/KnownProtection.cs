namespace Vamos.Network;

using System.Collections.Frozen;
using System.Collections.Immutable;
using Vamos.Common.V1;

/// <summary>A protection whose gap a service can close.</summary>
/// <param name="Code">Code, as protection status and services carry it.</param>
/// <param name="Name">Name in Spanish.</param>
/// <param name="Pillar">Pillar.</param>
public sealed record KnownProtection(string Code, string Name, Pillar Pillar)
{
    private static readonly FrozenDictionary<string, int> Positions;

    static KnownProtection()
    {
        All =
        [
            new("household-income-support", "ingreso familiar", Pillar.SocialIntegration),
            new("adequate-housing", "vivienda adecuada", Pillar.SocialIntegration),
            new("safe-water", "agua segura", Pillar.SocialIntegration),
            new("sanitation", "saneamiento", Pillar.SocialIntegration),
            new("electricity", "energía eléctrica", Pillar.SocialIntegration),
            new("identity-document", "documento de identidad", Pillar.SocialIntegration),
            new("childhood-vaccination", "vacunación infantil", Pillar.SocialIntegration),
            new("early-nutrition", "nutrición en la primera infancia y el embarazo", Pillar.SocialIntegration),
            new("prenatal-care", "control prenatal", Pillar.SocialIntegration),
            new("schooling", "escolarización", Pillar.SocialIntegration),
            new("school-meals", "alimentación escolar", Pillar.SocialIntegration),
            new("protection-from-child-labour", "protección frente al trabajo infantil", Pillar.SocialIntegration),
            new("disability-certification", "certificación de discapacidad", Pillar.SocialIntegration),
            new("employment", "empleo", Pillar.LabourAndProductiveInsertion),
            new("job-training", "formación laboral", Pillar.LabourAndProductiveInsertion),
            new("health-insurance", "seguro de salud", Pillar.SocialSecurity),
            new("retirement-saving", "ahorro para la jubilación", Pillar.SocialSecurity),
            new("old-age-income", "ingreso en la vejez", Pillar.SocialSecurity),
        ];
        Positions = All.Select((protection, i) => KeyValuePair.Create(protection.Code, i)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every protection, those of the household first.</summary>
    public static ImmutableArray<KnownProtection> All { get; }

    /// <summary>The protection of a code, or null where there is none.</summary>
    public static KnownProtection? Find(string code) => Positions.TryGetValue(code, out var position) ? All[position] : null;

    /// <summary>Position in <see cref="All"/>; -1 for a code of none.</summary>
    internal static int PositionOf(string code) => Positions.GetValueOrDefault(code, -1);

    /// <summary>The protections of some codes, a bit each.</summary>
    internal static uint Bits(IEnumerable<string> codes)
    {
        var bits = 0u;
        foreach (var code in codes)
        {
            if (PositionOf(code) is >= 0 and var position)
                bits |= 1u << position;
        }

        return bits;
    }
}
