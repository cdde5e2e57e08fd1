namespace Vamos.Translation;

using System.Globalization;
using Vamos.Translation.Delimited;

/// <summary>The household form as the ministry's two delimited files: the households, and a sheet for each member.</summary>
public static class LegacyFormFiles
{
    /// <summary>Columns of the file of households, by the numbers of the questions.</summary>
    public const string HouseholdColumns =
        "P20D;P20M;P20A;P17;P18;VAR00001;P19;observaciones;UTM;GPS;ORDEN;COORDX;P01A;P01B;P01C;P01D;P02;P03;P04;P05;P06;P08;P07;P09;P14;P15;P16;"
        + "P24;P25;P26;P27;P27E;P28A;P28B;P29;P30;P31;P32;P33;P34;P35;P36;P37;Nro_celular;P38;Nro_linea_baja;P391;P392;P393;P394;P395;P396;P397;"
        + "P42N;P42CI;letra_ci;P43;VAR00002;VAR00003;VAR00004;P104";

    /// <summary>Columns of the file of sheets, one for each member.</summary>
    public const string MemberColumns =
        "P01A;P01B;P01C;P01D;P02;P03;P104;P43;P45A;P45B;P44A;P44B;VAR00001;VAR00002;P46;P47;VAR00030;P48;P49;P50A;P50B;P50C;P51;VAR00003;VAR00004;"
        + "P52D;P52M;P52A;P53A;P53B;P53C;P53Z;P54;P54E;P56;P58;P58E;P59;P60;P61;P62;P63;P64;P65;P65E;P66;P66E;P67;P68;P68E;P73;P74;VAR00006;VAR00007;"
        + "VAR00008;VAR00009;VAR00010;VAR00011;VAR00031;VAR00012;VAR00013;P86;P87;P87E;P88;P88E;P91;VAR00017;VAR00018;VAR00019;VAR00020;VAR00021;"
        + "VAR00022;VAR00023;VAR00024;VAR00025;VAR00026;VAR00027;VAR00028;P92;ICV";

    // Department, district, neighbourhood, form, dwelling, household: what both files have, and what makes a household's number.
    private static readonly string[] HouseholdNumber = ["P01A", "P01B", "P01C", "P01D", "P02", "P03"];

    /// <summary>The number of the household that a line of either file belongs to; what is missing of it is noted.</summary>
    public static string HouseholdNumberOf(DelimitedRecord record)
    {
        var parts = new string[HouseholdNumber.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = record.Number(HouseholdNumber[i]);
            if (part is null)
                record.Note(HouseholdNumber[i], "missing, so nobody can tell which household it is");
            parts[i] = (part ?? 0).ToString(CultureInfo.InvariantCulture);
        }

        return string.Join('-', parts);
    }
}
