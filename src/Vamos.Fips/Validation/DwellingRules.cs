namespace Vamos.Fips.Validation;

using Vamos.Fips.V1;
using static Vamos.Fips.V1.ViolationSeverity;

/// <summary>The dwelling, its services, and what the household owns.</summary>
internal static class DwellingRules
{
    private const int ManyRooms = 30;
    private const int ManyInOneBedroom = 10;
    private const int MuchCattle = 5000;

    public static IEnumerable<FormRule> All =>
    [
        Rule.Form("dwelling-required", Error, "dwelling",
            "La ficha describe la vivienda.",
            form => form.Answers.Dwelling is null ? "Falta la sección de la vivienda y sus servicios." : null,
            AskedBy.Integrated),

        Rule.Each("dwelling-answered", Warning, "dwelling.*",
            "Cada pregunta sobre la vivienda tiene respuesta; lo que falta no suma en el índice.",
            form => form.Answers.Dwelling is { } dwelling ? Unanswered(dwelling) : [],
            AskedBy.Integrated),

        Of("rooms-at-least-one", Error, "rooms",
            "Una vivienda tiene al menos una pieza.",
            dwelling => dwelling is { HasRooms: true, Rooms: < 1 }
                ? "La cantidad de piezas es menor que uno; corresponde contar todas, sin cocina ni baño."
                : null),

        Of("bedrooms-not-negative", Error, "bedrooms",
            "La cantidad de dormitorios no es negativa.",
            dwelling => dwelling is { HasBedrooms: true, Bedrooms: < 0 } ? "La cantidad de dormitorios es negativa; corresponde cero o más." : null),

        Of("bedrooms-within-rooms", Error, "bedrooms",
            "Los dormitorios no son más que las piezas.",
            dwelling => dwelling is { HasRooms: true, HasBedrooms: true, Rooms: >= 1 } && dwelling.Bedrooms > dwelling.Rooms
                ? "Hay más dormitorios que piezas; corresponde contar cada dormitorio también como pieza."
                : null),

        Of("rooms-plausible", Warning, "rooms",
            $"Una vivienda rara vez tiene más de {ManyRooms} piezas.",
            dwelling => dwelling.Rooms > ManyRooms ? $"La vivienda tiene más de {ManyRooms} piezas; conviene revisar el número." : null),

        Rule.Form("bedrooms-plausible", Warning, "dwelling.bedrooms",
            $"Rara vez duermen más de {ManyInOneBedroom} personas en un dormitorio.",
            form => form.Answers.Dwelling is { Bedrooms: > 0 } dwelling && form.Answers.Members.Count > (long)dwelling.Bedrooms * ManyInOneBedroom
                ? $"Hay más de {ManyInOneBedroom} personas por dormitorio; conviene revisar los dormitorios y los miembros."
                : null),

        Of("cooking-with-electricity", Warning, "cooking_fuel",
            "Se cocina con electricidad solo donde la hay.",
            dwelling => LacksElectricity(dwelling) && dwelling.CookingFuel == CookingFuel.Electricity
                ? "Se cocina con electricidad, pero la vivienda no la tiene; conviene revisar ambas respuestas."
                : null),

        Of("shower-with-electricity", Warning, "bathroom",
            "Hay ducha eléctrica solo donde hay electricidad.",
            dwelling => LacksElectricity(dwelling) && dwelling.Bathroom == BathroomKind.ElectricShower
                ? "Hay ducha eléctrica, pero la vivienda no tiene electricidad; conviene revisar ambas respuestas."
                : null),

        Rule.Form("assets-asked", Warning, "assets",
            "La ficha dice qué bienes tiene el hogar.",
            form => form.Answers.Assets is null ? "Falta la sección de los bienes; lo que falta no suma en el índice." : null,
            AskedBy.Integrated),

        Rule.Form("water-heater-owned", Warning, "assets.water_heater",
            "Un baño con termocalefón supone que el hogar tiene uno.",
            form => form.Answers is { Dwelling.Bathroom: BathroomKind.WaterHeater, Assets: { HasWaterHeater: true, WaterHeater: false } }
                ? "El baño tiene termocalefón, pero no figura entre los bienes; conviene revisar ambas respuestas."
                : null),

        Rule.Each("appliances-with-electricity", Warning, "assets.*",
            "Hay heladera, lavarropas o aire acondicionado solo donde hay electricidad.",
            form => form.Answers is { Dwelling: { } dwelling, Assets: { } assets } && LacksElectricity(dwelling) ? Appliances(assets) : []),

        Rule.Form("cattle-not-negative", Error, "assets.cattle",
            "La cantidad de ganado no es negativa.",
            form => form.Answers.Assets?.Cattle < 0 ? "La cantidad de ganado es negativa; corresponde cero o más." : null),

        Rule.Form("cattle-plausible", Warning, "assets.cattle",
            $"Un hogar rara vez tiene más de {MuchCattle} cabezas de ganado.",
            form => form.Answers.Assets?.Cattle > MuchCattle ? $"Figuran más de {MuchCattle} cabezas de ganado; conviene revisar el número." : null),
    ];

    private static FormRule Of(string code, ViolationSeverity severity, string field, string description, Func<Dwelling, string?> check) =>
        Rule.Form(code, severity, $"dwelling.{field}", description, form => form.Answers.Dwelling is { } dwelling ? check(dwelling) : null);

    private static bool LacksElectricity(Dwelling dwelling) => dwelling is { HasElectricity: true, Electricity: false };

    private static IEnumerable<(string, string)> Unanswered(Dwelling dwelling)
    {
        foreach (var field in Dwelling.Descriptor.Fields.InDeclarationOrder())
        {
            var answered = field.HasPresence ? field.Accessor.HasValue(dwelling) : (int)field.Accessor.GetValue(dwelling) != 0;
            if (!answered)
                yield return ($"dwelling.{field.Name}", "Falta la respuesta; corresponde una de las previstas, o dejarla así si no se pudo saber.");
        }
    }

    private static IEnumerable<(string, string)> Appliances(Assets assets)
    {
        foreach (var (field, owned) in new[]
        {
            ("refrigerator", assets.Refrigerator), ("washing_machine", assets.WashingMachine), ("air_conditioner", assets.AirConditioner),
        })
        {
            if (owned)
                yield return ($"assets.{field}", "El hogar tiene este artefacto, pero la vivienda no tiene electricidad; conviene revisar ambas respuestas.");
        }
    }
}
