"""Words that surrogates of names and places are made of: common, and of nobody in particular."""

# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - a word list reads better as words
GIVEN = tuple(
    """
    Aaron Abigail Ada Adam Adele Adrian Agnes Alan Alba Albert Alec Alice Alma Amara Amber Amelia
    Amos Andre Angela Anita Annika Anton Arden Ariel Arlo Arthur Asher Astrid Audrey Aurora Barnaby
    Basil Beatrice Bella Benedict Bernard Bertha Bianca Blair Blake Bonnie Brenda Bridget Bruno
    Byron Callum Camille Carla Carmen Casper Cecil Celeste Chloe Clara Clement Clyde Colette Conrad
    Cora Cordelia Corin Cosmo Curtis Cyrus Dahlia Damian Daphne Darcy Delia Della Denise Desmond
    Diana Dora Doris Duncan Edgar Edith Edna Edwin Elaine Eleanor Elias Elliot Eloise Elsa Elvira
    Emil Enid Enzo Erica Ernest Esme Estelle Esther Ethel Eugene Evelyn Ezra Fabian Felicity Felix
    Fergus Fiona Flora Florian Floyd Frances Freda Frederick Gareth Gemma Gideon Gilbert Gloria
    Gordon Greta Gwen Hadley Hamish Hannah Harriet Harvey Hazel Hector Heidi Helga Herbert Hilda
    Holly Horace Hugo Ida Ignatius Ilona Imogen Ines Ingrid Irene Irma Isaac Isolde Ivan Jocelyn
    Joel Jonas Josephine Judith Julian Juno Karina Keith Kendra Klaus Lambert Lana Laurel Leah Leo
    Leona Leopold Lester Levi Lilian Linus Lionel Lorna Louis Lucas Lucinda Luther Lydia Mabel
    Magnus Malcolm Manfred Marcel Margot Marina Marlon Martha Matilda Maud Maura Mavis Melvin
    Mercedes Merle Milo Mina Minerva Miriam Moira Mona Monica Morris Muriel Myra Myron Nadia Naomi
    Neil Nell Nestor Nigel Nina Nora Norman Octavia Odette Olga Orla Orson Oscar Otis Otto Pamela
    Pascal Percy Petra Philippa Phoebe Portia Quentin Ramona Raphael Regina Reuben Rhoda Roderick
    Roland Romeo Rosalind Rowena Rufus Rupert Sabina Salome Selma Serena Seth Sheila Sidney Sigrid
    Silas Simone Sonia Stanley Stella Sylvia Tabitha Tamara Thelma Theodora Theresa Tobias Trevor
    Ulrich Una Ursula Valentin Vera Verity Vernon Vincent Viola Vivian Wallace Walter Wanda Wilbur
    Wilfred Wilma Winifred Xavier Yolanda Yvette Zachary Zara Zelda Zoe
    """.split()
)

FAMILY = tuple(
    """
    Abbott Ackland Adair Ainsley Albright Alcott Alder Aldridge Allerton Amberley Ames Appleby
    Archer Arden Ashby Ashcroft Ashford Aster Atwood Avery Bainbridge Bancroft Barlow Barrow Bartram
    Beckett Bellamy Benbow Bexley Birch Blackwell Blakely Bolton Bradford Bramwell Brandt Brigham
    Bristow Bromley Burgess Burnham Byrne Calder Caldwell Calloway Camden Carlisle Carver Chadwick
    Chalmers Chandler Chapman Cheever Clayton Clifford Colby Coleridge Collier Conway Copeland
    Corbett Cosgrove Crawley Cromwell Crosby Culver Dalton Danforth Darrow Davenport Dawson Denham
    Denton Dewhurst Dexter Doyle Drayton Dunmore Durham Eastman Eaton Eddington Edgerton Eldridge
    Ellery Ellsworth Elmore Emerson Everett Fairbanks Fairchild Farnham Farrow Fenton Fielding
    Fleming Fletcher Forsythe Frobisher Fuller Gable Gaines Galloway Garland Garrick Gates Gilmore
    Goddard Goodwin Grafton Granger Greeley Gresham Haddon Hale Halliday Halston Hamlin Harcourt
    Hargrove Harlow Hartley Hastings Hathaway Hawthorne Hayward Heathcote Hensley Hewitt Holbrook
    Holcomb Hollis Holloway Holmes Horton Hurst Huxley Irving Iverson Jarvis Jenner Jessup Keating
    Keller Kendrick Kenton Kerrigan Kipling Kirkland Lacey Lambert Langdon Langley Larkin Latimer
    Lawson Leighton Lennox Linden Lockhart Lomax Lowell Ludlow Lyndon Madigan Mallory Manning
    Marlowe Mayfield Mead Mercer Merrick Merton Milford Millard Milton Monroe Montague Morland
    Morley Mowbray Nash Neville Newbury Newell Norcross Norwood Oakley Ogden Orwell Osgood Overton
    Paget Palmer Parrish Paxton Pembroke Penrose Perkins Pickering Piper Prescott Preston Pritchard
    Quimby Quincy Radcliffe Radley Rainier Ramsey Randall Redfern Redmond Renshaw Rhodes Ridley
    Ripley Rockwell Rowley Rutherford Rutledge Sadler Salinger Sampson Sanborn Saxon Seaton Selby
    Severn Sewell Shelby Shelton Sheridan Sherwood Sinclair Skelton Slade Somerset Spalding Spencer
    Stafford Standish Stanhope Stanton Stratton Sutton Swann Talbot Tate Thackeray Thatcher
    Thornton Tilden Townsend Tremaine Trent Tripp Underwood Vance Vaughn Wainwright Wakefield
    Walcott Walden Waverly Webb Webster Wellesley Weston Wheatley Whitaker Whitfield Whitmore
    Whitney Wickham Wilcox Wilder Winslow Winthrop Woodley Wycliffe Wyndham Yardley Yates York
    """.split()
)

PLACES = tuple(
    """
    Alderbrook Amberfield Ashgrove Bayhollow Birchmere Briarton Brookvale Cedarfall Clayhaven
    Cloverdale Coldspring Copperhill Cranmere Dalebridge Deerholm Dunwick Eaglemont Eastmere
    Elmhollow Fairmeadow Fernhaven Foxbury Glenmoor Goldcrest Graystone Greenhollow Harborfield
    Hawkridge Hazelwick Heatherton Highmarsh Hollowbrook Ironbridge Kestrelford Lakehurst Larkmoor
    Lindenfield Longmeadow Maplecrest Marshwick Meadowvale Millbourne Mistral Moorgate Northmere
    Oakhaven Oldfield Orchardton Pinecrest Quarryton Ravensholm Redwater Ridgemont Riverbend
    Rosewick Saltmarsh Sandhollow Shalebrook Silverlake Southmere Springholm Stonehaven Summerford
    Thornbury Tidewater Timberline Umberfield Valemont Westerlake Whitewillow Wildmoor Willowbank
    Windmere Winterbourne Wolfden Woodmere Wrenfield Yarrowdale
    """.split()
)

TRADES = ("Group", "Works", "Partners", "Services", "Company", "Institute", "Associates", "Trust")
