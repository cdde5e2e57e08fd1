namespace Vamos.Translation;

using Vamos.Fips.V1;

/// <summary>The numbers by which the household forms know answers about the dwelling. 9 is what was asked and not reported.</summary>
public static class LegacyDwelling
{
    private const long NotReported = 9;

    /// <summary>Walls (tipo_mat_paredes): 1 to 7 in the contract's order.</summary>
    public static Translated<WallMaterial> WallsOf(long? code) => InOrder<WallMaterial>(code, 7, "walls");

    /// <summary>Floor (tipo_mat_piso): 1 to 7 in the contract's order.</summary>
    public static Translated<FloorMaterial> FloorOf(long? code) => InOrder<FloorMaterial>(code, 7, "floor");

    /// <summary>Roof (tipo_mat_techo): 1 to 4 in the contract's order.</summary>
    public static Translated<RoofMaterial> RoofOf(long? code) => InOrder<RoofMaterial>(code, 4, "roof");

    /// <summary>Tenure (tipo_ocupacion_viv): 1 to 6 in the contract's order.</summary>
    public static Translated<DwellingTenure> TenureOf(long? code) => InOrder<DwellingTenure>(code, 6, "tenure");

    /// <summary>Fuel (tipo_combustible): 1 to 6 in the contract's order.</summary>
    public static Translated<CookingFuel> FuelOf(long? code) => InOrder<CookingFuel>(code, 6, "fuel");

    /// <summary>Room for bathing (tipo_pieza_bano): 1 to 4, and 6 for none.</summary>
    public static Translated<BathroomKind> BathroomOf(long? code) => code switch
    {
        5 => Translated<BathroomKind>.Not("not a code of bathroom"),
        6 => BathroomKind.None,
        _ => InOrder<BathroomKind>(code, 4, "bathroom"),
    };

    /// <summary>Sanitary installation (tipo_servicio_san): 1 to 6 in the contract's order.</summary>
    public static Translated<SanitationKind> SanitationOf(long? code) => InOrder<SanitationKind>(code, 6, "sanitation");

    /// <summary>Source of water (tipo_servicio_agua): 1 to 7 in the contract's order.</summary>
    public static Translated<WaterSource> WaterSourceOf(long? code) => InOrder<WaterSource>(code, 7, "water source");

    /// <summary>Where water is drawn (tipo_aba_agua): 1 to 3 in the contract's order.</summary>
    public static Translated<WaterSupplyPlace> WaterSupplyOf(long? code) => InOrder<WaterSupplyPlace>(code, 3, "water supply");

    /// <summary>Rubbish (tipo_desecho_bas): 1 to 6 in the contract's order.</summary>
    public static Translated<WasteDisposal> WasteOf(long? code) => InOrder<WasteDisposal>(code, 6, "waste disposal");

    /// <summary>A list whose numbers the contract took over, from 1 to its last.</summary>
    internal static Translated<T> InOrder<T>(long? code, int last, string what, long notReported = NotReported) where T : struct, Enum
    {
        if (code is null || code == notReported)
            return default(T);
        return code >= 1 && code <= last ? (T)Enum.ToObject(typeof(T), (int)code.Value) : Translated<T>.Not($"not a code of {what}");
    }
}
