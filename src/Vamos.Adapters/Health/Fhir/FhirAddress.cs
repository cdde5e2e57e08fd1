namespace Vamos.Adapters.Health.Fhir;

using Vamos.Translation;
using Vamos.Common.V1;
using Vamos.Contracts.Territory;

/// <summary>Where somebody lives: the district by its code, else by names that leave no doubt.</summary>
internal static class FhirAddress
{
    /// <summary>The place; null when there is none in the country, or none that can be told.</summary>
    public static Place? Of(FhirNode patient, FhirSettings settings)
    {
        var address = patient.Each("address")
            .Where(address => address.Text("use") is null or "home" && address.Text("type") != "postal" && !address.Child("period").Has("end"))
            .OrderBy(address => address.Text("use") is null)
            .FirstOrDefault();
        if (!address.Exists || !IsInParaguay(address.Text("country")))
            return null;
        var code = CodeIn(address, settings) ?? CodeIn(address.Child("_district"), settings);
        if (code is not null)
            return TerritoryCatalogue.Paraguay.FindDistrict(code) is { } known ? new Place { DistrictCode = known.Code } : Unknown(address);
        // Where the district is not named, the town that it is called after is.
        var field = address.Has("district") ? "district" : "city";
        var district = address.Record.Take($"{address.Path}.{field}", TerritoryNames.DistrictOf(address.Text(field), address.Text("state")));
        return string.IsNullOrEmpty(district) ? null : new Place { DistrictCode = district };
    }

    private static Place? Unknown(FhirNode address)
    {
        address.Note("extension", "not the code of a district");
        return null;
    }

    private static bool IsInParaguay(string? country) => country?.ToUpperInvariant() is null or "PY" or "PRY" or "PARAGUAY" or "600";

    private static string? CodeIn(FhirNode element, FhirSettings settings)
    {
        foreach (var extension in element.Each("extension"))
        {
            if (extension.Text("url") != settings.DistrictExtension)
                continue;
            var coding = extension.Child("valueCoding");
            return extension.Text("valueCode") ?? extension.Text("valueString") ?? (coding.Exists ? coding.Text("code") : null);
        }

        return null;
    }
}
